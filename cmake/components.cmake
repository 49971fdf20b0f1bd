# Components of the library: one target each, switched off where its library is missing.

set(MODEL_COUNTER_COMPONENTS "" CACHE INTERNAL "Components that are built")
set(MODEL_COUNTER_REQUIRE "" CACHE STRING
    "Components that must be built, e.g. sqlite;postgresql: configuring fails without them")

# Adds component NAME: target model_counter_NAME, alias model_counter::NAME. PACKAGES are what
# find_package finds its client library by, LIBRARIES what a linker does; they become dependencies
# of what is installed.
function(model_counter_add_component name)
    cmake_parse_arguments(arg "" "" "SOURCES;PACKAGES;LIBRARIES" ${ARGN})
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
    model_counter_component_needs(${name} PACKAGES ${arg_PACKAGES} LIBRARIES ${arg_LIBRARIES})
endfunction()

# Notes what else a component that was added needs.
function(model_counter_component_needs name)
    cmake_parse_arguments(arg "" "" "PACKAGES;LIBRARIES" ${ARGN})
    set_property(GLOBAL APPEND PROPERTY MODEL_COUNTER_PACKAGES_${name} ${arg_PACKAGES})
    set_property(GLOBAL APPEND PROPERTY MODEL_COUNTER_LIBRARIES_${name} ${arg_LIBRARIES})
endfunction()

# Stops where a component that was asked for by MODEL_COUNTER_REQUIRE was not built.
function(model_counter_check_required)
    foreach(name IN LISTS MODEL_COUNTER_REQUIRE)
        if(NOT name IN_LIST MODEL_COUNTER_COMPONENTS)
            list(JOIN MODEL_COUNTER_COMPONENTS " " built)
            message(
                FATAL_ERROR
                    "MODEL_COUNTER_REQUIRE asks for component ${name}, which is not built: a line "
                    "above says what it lacks. These are built: ${built}")
        endif()
    endforeach()
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
