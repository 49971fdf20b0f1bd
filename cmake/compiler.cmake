# How our own sources are compiled. Nothing here reaches a consumer of the installed library.

if(NOT CMAKE_CXX_STANDARD)
    set(CMAKE_CXX_STANDARD 20)
endif()
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Type of build" FORCE)
endif()

# A faster compiler run and link where the machine has the tools, in our own checkout only.
if(PROJECT_IS_TOP_LEVEL)
    set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
    find_program(MODEL_COUNTER_CCACHE ccache)
    if(MODEL_COUNTER_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        set(CMAKE_CXX_COMPILER_LAUNCHER "${MODEL_COUNTER_CCACHE}")
    endif()
    find_program(MODEL_COUNTER_MOLD ld.mold)
    find_program(MODEL_COUNTER_LLD ld.lld)
    if(MODEL_COUNTER_MOLD)
        add_link_options(-fuse-ld=mold)
    elseif(MODEL_COUNTER_LLD)
        add_link_options(-fuse-ld=lld)
    endif()
endif()

if(MODEL_COUNTER_SANITIZE)
    add_compile_options(
        "-fsanitize=${MODEL_COUNTER_SANITIZE}" -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options("-fsanitize=${MODEL_COUNTER_SANITIZE}")
endif()

set(MODEL_COUNTER_LIBFUZZER OFF)
if(MODEL_COUNTER_FUZZERS)
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        set(MODEL_COUNTER_LIBFUZZER ON)
        add_compile_options(-fsanitize=fuzzer-no-link)
    else()
        message(STATUS "Fuzzing: off, libFuzzer needs clang; fuzz targets replay their corpus only")
    endif()
endif()

# Gives a target of ours the warnings and the include paths that our sources expect.
function(model_counter_compile_as_ours target)
    target_include_directories(
        ${target} PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}")
    target_compile_definitions(${target} PRIVATE MODEL_COUNTER_VERSION="${PROJECT_VERSION}")
    target_compile_options(
        ${target}
        PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
                -Woverloaded-virtual -Wold-style-cast
                # g++ 12 reports string literals appended to std::string as overlapping copies.
                $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                $<$<BOOL:${MODEL_COUNTER_WARNINGS_AS_ERRORS}>:-Werror>)
endfunction()
