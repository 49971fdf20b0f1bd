# Client libraries of servers. A shared one is loaded at its first call (src/late_library.hpp):
# who never talks to its server does not wait for it at the start. A static one is linked.

option(MODEL_COUNTER_LOAD_LATE "Load client libraries of servers when they are first called" ON)

# Sets VARIABLE to what the loader knows a shared library by, e.g. libpq.so.5, or to nothing where
# the file is a static one.
function(model_counter_loader_name variable file)
    execute_process(COMMAND "${CMAKE_OBJDUMP}" -p "${file}" OUTPUT_VARIABLE headers ERROR_QUIET)
    set(${variable} "" PARENT_SCOPE)
    if(headers MATCHES "SONAME +([^ \n]+)")
        set(${variable} "${CMAKE_MATCH_1}" PARENT_SCOPE)
    endif()
endfunction()

# Lets COMPONENT call the client library in FILE, which imported TARGET describes: PACKAGE is what
# find_package finds it by, LIBRARY what a linker does. MACRO becomes the loader's name for it where
# it is loaded late, and is not defined where it is linked.
function(model_counter_client_library component)
    cmake_parse_arguments(arg "" "TARGET;FILE;PACKAGE;LIBRARY;MACRO" "" ${ARGN})
    set(name "")
    if(MODEL_COUNTER_LOAD_LATE)
        model_counter_loader_name(name "${arg_FILE}")
    endif()
    if(name)
        target_include_directories(
            model_counter_${component} SYSTEM
            PRIVATE "$<TARGET_PROPERTY:${arg_TARGET},INTERFACE_INCLUDE_DIRECTORIES>")
        target_compile_definitions(
            model_counter_${component} PRIVATE ${arg_MACRO}="${name}")
    else()
        target_link_libraries(model_counter_${component} PRIVATE ${arg_TARGET})
        model_counter_component_needs(
            ${component} PACKAGES ${arg_PACKAGE} LIBRARIES ${arg_LIBRARY})
    endif()
endfunction()
