# `cmake --install` and find_package(model_counter COMPONENTS ...).

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
    install(FILES "${PROJECT_BINARY_DIR}/model_counter-config.cmake"
                  "${PROJECT_BINARY_DIR}/model_counter-config-version.cmake"
            DESTINATION "${package_dir}")
endfunction()
