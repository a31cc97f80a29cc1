/*
 * Running the program: in a folder of its own, with a known environment.
 */
#ifndef AA_TEST_CLI_PROGRAM_H
#define AA_TEST_CLI_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define ARGS_MAX 24

/* What to run. Arguments are one text, split at spaces; '_' in an argument stands for a space. */
typedef struct program_run {
    const char *args;
    const char *env;   /* "NAME=VALUE" added to an environment without locale and colour; NULL: none */
    const char *to;    /* standard output goes to this file instead of |out|; NULL: to |out| */
    size_t file_bytes; /* largest file the program may write; 0: no limit */
    bool closed_pipe;  /* standard output is a pipe that nobody reads */
    unsigned terminal; /* standard output is a terminal of so many columns; 0: it is not */
} program_run;

typedef struct program_result {
    int code;  /* exit code; 128 + N when signal N ended it */
    char *out; /* malloc'd */
    char *err; /* malloc'd */
} program_result;

/* Makes an empty folder in the build tree and goes there; removes it. Set-up and tear-down of a cmocka group.
 */
int enter_test_folder(void **state);
int leave_test_folder(void **state);

program_result run_program(const program_run *run);
void release_result(program_result *result);

/* Starts the program without waiting; standard output and error go to "out" and "err" in the folder. */
pid_t start_program(const program_run *run);

/* The exit code of a program that was started. */
int wait_for_program(pid_t pid);

/* Runs and expects an exit code and extended regular expressions in output and errors (NULL: not looked at).
 */
void expect_run(const char *args, int code, const char *out, const char *err);
void expect_result(const program_run *run, int code, const char *out, const char *err);

#endif
