# Runs an example in an empty directory and compares what it prints with the file `expected`.

file(REMOVE_RECURSE "${directory}")
file(MAKE_DIRECTORY "${directory}")
execute_process(
    COMMAND "${CMAKE_COMMAND}" -E env "COUNTER_DATA_DIR=${directory}/data" "${program}"
    WORKING_DIRECTORY "${directory}"
    OUTPUT_VARIABLE output
    RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${program} ended with status ${status}; it printed:\n${output}")
endif()
file(READ "${expected}" wanted)
if(NOT output STREQUAL wanted)
    message(FATAL_ERROR "expected:\n${wanted}\nprinted:\n${output}")
endif()
