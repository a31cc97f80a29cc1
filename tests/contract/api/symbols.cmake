# The shared library exports what symbols.txt lists, and nothing else.
#   -DNM=… -DLIBRARY=<file> -DLIST=<file>
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY} OUTPUT_VARIABLE out COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[ ][TDBRVW][ ][A-Za-z0-9_]+" found "${out}")
list(TRANSFORM found REPLACE "^ . " "")
list(FILTER found EXCLUDE REGEX "^(__|_init$|_fini$)") # of the linker and of sanitizers
list(SORT found)
file(STRINGS ${LIST} wanted)
foreach(symbol IN LISTS found)
    if(NOT symbol IN_LIST wanted)
        message(SEND_ERROR "${symbol} is exported and not listed in tests/contract/api/symbols.txt")
    endif()
endforeach()
foreach(symbol IN LISTS wanted)
    if(NOT symbol IN_LIST found)
        message(SEND_ERROR "${symbol} is listed and not exported")
    endif()
endforeach()
