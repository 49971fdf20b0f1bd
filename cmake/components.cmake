# Components of the library: one target each, switched off where its library is missing.

set(MODEL_COUNTER_COMPONENTS "" CACHE INTERNAL "Components that are built")

# Adds component NAME: target model_counter_NAME, alias model_counter::NAME.
function(model_counter_add_component name)
    cmake_parse_arguments(arg "" "" "SOURCES" ${ARGN})
    set(target model_counter_${name})
    if(name STREQUAL "model_counter")
        set(target model_counter)
    endif()
    if(arg_SOURCES)
        add_library(${target} ${arg_SOURCES})
        target_include_directories(
            ${target} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
                             "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
        target_compile_features(${target} PUBLIC cxx_std_20)
        set_target_properties(${target} PROPERTIES VERSION "${PROJECT_VERSION}" SOVERSION 0)
        model_counter_compile_as_ours(${target})
        model_counter_limit_exports(${target})
    else()
        add_library(${target} INTERFACE)
        target_include_directories(
            ${target} INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
                                "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
        target_compile_features(${target} INTERFACE cxx_std_20)
    endif()
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
    add_library(model_counter::${name} ALIAS ${target})
    list(APPEND MODEL_COUNTER_COMPONENTS ${name})
    set(MODEL_COUNTER_COMPONENTS "${MODEL_COUNTER_COMPONENTS}" CACHE INTERNAL "")
endfunction()

# A shared library shows the names of namespace model_counter and nothing else: what it instantiates
# from the standard library or a client library stays its own.
function(model_counter_limit_exports target)
    if(BUILD_SHARED_LIBS)
        set(map "${PROJECT_SOURCE_DIR}/cmake/exports.map")
        target_compile_options(${target} PRIVATE -fno-semantic-interposition)
        target_link_options(${target} PRIVATE "-Wl,--version-script=${map}")
        # The components lie beside each other, wherever they are installed.
        set_target_properties(${target} PROPERTIES LINK_DEPENDS "${map}" INSTALL_RPATH "$ORIGIN")
    endif()
endfunction()
