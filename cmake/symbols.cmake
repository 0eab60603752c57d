# Run as a script: cmake -DLIBRARY=... -DNM=... -P symbols.cmake. Fails unless the dynamic symbols that LIBRARY defines are
# there and all start with wg_, so that nothing of ours can stand in for a symbol of the process that loads it.
execute_process(
    COMMAND ${NM} --dynamic --defined-only --extern-only --format=posix ${LIBRARY}
    OUTPUT_VARIABLE listing
    RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "${NM} could not read ${LIBRARY}")
endif()
string(REGEX MATCHALL "[^\n]+" lines "${listing}")
set(count 0)
foreach(line IN LISTS lines)
    string(REGEX REPLACE " .*" "" symbol "${line}")
    if(NOT symbol MATCHES "^_?wg_")
        message(SEND_ERROR "${LIBRARY} exports ${symbol}, which does not start with wg_")
    endif()
    math(EXPR count "${count} + 1")
endforeach()
if(count EQUAL 0)
    message(SEND_ERROR "${LIBRARY} exports nothing")
endif()
