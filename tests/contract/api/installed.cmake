# The package installed under a prefix that configuring did not know is found and links.
#   -DBUILD=<build folder> -DLIBDIR=… -DCC=… -DPKG_CONFIG=… -DSANITIZE=… -DSOURCE=<consumer project> -DWORK=<folder>
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})
set(prefix ${WORK}/prefix)
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

set(ENV{PKG_CONFIG_PATH} ${prefix}/${LIBDIR}/pkgconfig)
execute_process(COMMAND ${PKG_CONFIG} --cflags --libs appassay OUTPUT_VARIABLE flags COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
if(SANITIZE)
    list(APPEND flags -fsanitize=${SANITIZE})
endif()
execute_process(COMMAND ${CC} ${SOURCE}/../use.c ${flags} -o ${WORK}/use COMMAND_ERROR_IS_FATAL ANY)

set(options -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_C_COMPILER=${CC})
if(SANITIZE)
    list(APPEND options -DCMAKE_C_FLAGS=-fsanitize=${SANITIZE})
endif()
execute_process(COMMAND ${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build ${options}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${WORK}/build OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
