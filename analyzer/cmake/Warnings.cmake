# Warnings, hardening and sanitizers of our own code, as the interface target appassay_flags.
# Warnings are errors only in the presets (CMAKE_COMPILE_WARNING_AS_ERROR), not in a user's build.
add_library(appassay_flags INTERFACE)
target_compile_definitions(appassay_flags INTERFACE _POSIX_C_SOURCE=200809L)
target_compile_options(appassay_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual -Wcast-align
    -Wformat=2 -Wundef -Wvla -Walloca -Wswitch-enum -Wimplicit-fallthrough -Wnull-dereference
    -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wredundant-decls
    -Wwrite-strings -Wpointer-arith -Wdouble-promotion -Wdate-time
    -fno-strict-aliasing -fstack-protector-strong -fstack-clash-protection)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    target_compile_options(appassay_flags INTERFACE -Wduplicated-cond -Wduplicated-branches
        -Wlogical-op -Wjump-misses-init -Wformat-signedness -Walloc-zero -Wbidi-chars=any)
elseif(CMAKE_C_COMPILER_ID MATCHES "Clang")
    target_compile_options(appassay_flags INTERFACE -Wcomma -Wconditional-uninitialized)
endif()
target_link_options(appassay_flags INTERFACE -Wl,-z,relro -Wl,-z,now)
if(APPASSAY_SANITIZE)
    target_compile_options(appassay_flags INTERFACE -fsanitize=${APPASSAY_SANITIZE}
        -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(appassay_flags INTERFACE -fsanitize=${APPASSAY_SANITIZE})
elseif(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_compile_options(appassay_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
endif()
if(APPASSAY_FUZZ)
    target_compile_options(appassay_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
