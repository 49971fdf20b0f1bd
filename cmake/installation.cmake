# `cmake --install`, find_package(model_counter COMPONENTS ...) and pkg-config.
#
# What is installed is in three parts, which become three Debian packages: `library` (shared
# libraries), `development` and `program`; what says nothing belongs to the program.

include(CMakePackageConfigHelpers)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)

function(model_counter_install)
    set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/model_counter")
    set(targets "")
    foreach(name IN LISTS MODEL_COUNTER_COMPONENTS)
        get_target_property(target model_counter::${name} ALIASED_TARGET)
        list(APPEND targets ${target})
    endforeach()
    install(
        TARGETS ${targets}
        EXPORT model_counter_targets
        LIBRARY COMPONENT library NAMELINK_COMPONENT development
        ARCHIVE COMPONENT development)
    model_counter_drop_run_path(${targets})
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/" TYPE INCLUDE COMPONENT development)
    install(
        EXPORT model_counter_targets
        NAMESPACE model_counter::
        DESTINATION "${package_dir}"
        COMPONENT development)
    model_counter_install_config("${package_dir}")
    model_counter_install_pkg_config()
endfunction()

# Where the system's linker looks anyway, a path of ours has no place.
function(model_counter_drop_run_path)
    if(NOT BUILD_SHARED_LIBS)
        return()
    endif()
    foreach(target IN LISTS ARGN)
        get_target_property(type ${target} TYPE)
        if(type STREQUAL "SHARED_LIBRARY")
            set(file "${CMAKE_INSTALL_LIBDIR}/lib${target}.so.${PROJECT_VERSION}")
            install(
                CODE "if(CMAKE_INSTALL_PREFIX MATCHES [[^/usr$|/_CPack_Packages/]])
                          file(RPATH_REMOVE FILE \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${file}\")
                      endif()"
                COMPONENT library)
        endif()
    endforeach()
endfunction()

function(model_counter_install_config package_dir)
    # A shared library brings its client libraries along; who links a static one has to find them.
    set(model_counter_dependencies "")
    set(modules "")
    if(NOT BUILD_SHARED_LIBS)
        foreach(name IN LISTS MODEL_COUNTER_COMPONENTS)
            get_property(packages GLOBAL PROPERTY MODEL_COUNTER_PACKAGES_${name})
            foreach(package IN LISTS packages)
                string(APPEND model_counter_dependencies
                       "if(\"${name}\" IN_LIST model_counter_wanted)\n"
                       "    find_dependency(${package})\nendif()\n")
                if(EXISTS "${PROJECT_SOURCE_DIR}/cmake/Find${package}.cmake")
                    list(APPEND modules "${PROJECT_SOURCE_DIR}/cmake/Find${package}.cmake")
                endif()
            endforeach()
        endforeach()
    endif()
    configure_package_config_file(
        "${PROJECT_SOURCE_DIR}/cmake/model_counter-config.cmake.in"
        "${PROJECT_BINARY_DIR}/model_counter-config.cmake"
        INSTALL_DESTINATION "${package_dir}")
    write_basic_package_version_file(
        "${PROJECT_BINARY_DIR}/model_counter-config-version.cmake" COMPATIBILITY SameMinorVersion)
    install(FILES "${PROJECT_BINARY_DIR}/model_counter-config.cmake"
                  "${PROJECT_BINARY_DIR}/model_counter-config-version.cmake" ${modules}
            DESTINATION "${package_dir}"
            COMPONENT development)
endfunction()

# One module with every component that was built: whoever wants fewer uses CMake.
function(model_counter_install_pkg_config)
    set(pc_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
    file(RELATIVE_PATH model_counter_prefix_from_pc "/prefix/${pc_dir}" "/prefix")
    string(REGEX REPLACE "/$" "" model_counter_prefix_from_pc "${model_counter_prefix_from_pc}")
    set(model_counter_pc_libs "")
    set(client_libs "")
    # The last component stands on those before it, and a linker wants it first.
    foreach(name IN LISTS MODEL_COUNTER_COMPONENTS)
        get_target_property(target model_counter::${name} ALIASED_TARGET)
        string(PREPEND model_counter_pc_libs "-l${target} ")
        get_property(libraries GLOBAL PROPERTY MODEL_COUNTER_LIBRARIES_${name})
        foreach(library IN LISTS libraries)
            string(APPEND client_libs " -l${library}")
        endforeach()
    endforeach()
    if(NOT BUILD_SHARED_LIBS)
        string(APPEND model_counter_pc_libs "${client_libs}")
    endif()
    configure_file("${PROJECT_SOURCE_DIR}/cmake/model_counter.pc.in"
                   "${PROJECT_BINARY_DIR}/model_counter.pc" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/model_counter.pc" DESTINATION "${pc_dir}"
            COMPONENT development)
endfunction()
