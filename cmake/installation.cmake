# `cmake --install`, find_package(model_counter COMPONENTS ...) and pkg-config.

include(CMakePackageConfigHelpers)

function(model_counter_install)
    set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/model_counter")
    set(targets "")
    foreach(name IN LISTS MODEL_COUNTER_COMPONENTS)
        get_target_property(target model_counter::${name} ALIASED_TARGET)
        list(APPEND targets ${target})
    endforeach()
    install(TARGETS ${targets} EXPORT model_counter_targets)
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/" TYPE INCLUDE)
    install(
        EXPORT model_counter_targets
        NAMESPACE model_counter::
        DESTINATION "${package_dir}")
    configure_package_config_file(
        "${PROJECT_SOURCE_DIR}/cmake/model_counter-config.cmake.in"
        "${PROJECT_BINARY_DIR}/model_counter-config.cmake"
        INSTALL_DESTINATION "${package_dir}")
    write_basic_package_version_file(
        "${PROJECT_BINARY_DIR}/model_counter-config-version.cmake" COMPATIBILITY SameMinorVersion)
    if("mysql" IN_LIST MODEL_COUNTER_COMPONENTS)
        install(FILES "${PROJECT_SOURCE_DIR}/cmake/FindMariaDBClient.cmake"
                DESTINATION "${package_dir}")
    endif()
    install(FILES "${PROJECT_BINARY_DIR}/model_counter-config.cmake"
                  "${PROJECT_BINARY_DIR}/model_counter-config-version.cmake"
            DESTINATION "${package_dir}")
    if(hiredis_FOUND)
        install(FILES "${PROJECT_SOURCE_DIR}/cmake/Findhiredis.cmake"
                DESTINATION "${package_dir}")
    endif()
    model_counter_install_pkg_config()
endfunction()

# One module with every component that was built: whoever wants fewer uses CMake.
function(model_counter_install_pkg_config)
    set(pc_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
    file(RELATIVE_PATH model_counter_prefix_from_pc "/prefix/${pc_dir}" "/prefix")
    string(REGEX REPLACE "/$" "" model_counter_prefix_from_pc "${model_counter_prefix_from_pc}")
    set(model_counter_pc_libs "")
    # The last component stands on those before it, and a linker wants it first.
    foreach(name IN LISTS MODEL_COUNTER_COMPONENTS)
        get_target_property(target model_counter::${name} ALIASED_TARGET)
        string(PREPEND model_counter_pc_libs "-l${target} ")
    endforeach()
    set(model_counter_pc_private_libs "")
    if("sqlite" IN_LIST MODEL_COUNTER_COMPONENTS)
        string(APPEND model_counter_pc_private_libs " -lsqlite3")
    endif()
    if("postgresql" IN_LIST MODEL_COUNTER_COMPONENTS)
        string(APPEND model_counter_pc_private_libs " -lpq")
    endif()
    if("mysql" IN_LIST MODEL_COUNTER_COMPONENTS)
        string(APPEND model_counter_pc_private_libs " -lmariadb")
    endif()
    if(hiredis_FOUND)
        string(APPEND model_counter_pc_private_libs " -lhiredis")
    endif()
    if(NOT BUILD_SHARED_LIBS)
        string(APPEND model_counter_pc_libs "${model_counter_pc_private_libs}")
    endif()
    configure_file("${PROJECT_SOURCE_DIR}/cmake/model_counter.pc.in"
                   "${PROJECT_BINARY_DIR}/model_counter.pc" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/model_counter.pc" DESTINATION "${pc_dir}")
endfunction()
