#define _XOPEN_SOURCE 700 /* posix_openpt() */

#include "cli/program.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <regex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "support/temporary.h"
#include "support/test.h"

int enter_test_folder(void **state)
{
    (void)state;
    char folder[1024];
    return temporary_folder(folder, sizeof folder, TEST_BINARY_DIR "/cli") && chdir(folder) == 0 ? 0 : -1;
}

/* Removes the files in |path|, then the folder itself. */
static void remove_all(const char *path)
{
    DIR *dir = opendir(path);
    const struct dirent *entry = NULL;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        char inside[2048];
        snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
        unlink(inside);
    }
    if (dir != NULL)
        closedir(dir);
    rmdir(path);
}

int leave_test_folder(void **state)
{
    (void)state;
    char folder[1024];
    if (getcwd(folder, sizeof folder) == NULL || chdir(TEST_BINARY_DIR) != 0)
        return -1;
    char inside[2048];
    snprintf(inside, sizeof inside, "%s/folder", folder);
    remove_all(inside);
    remove_all(folder);
    return 0;
}

static char *read_text(const char *path)
{
    aa_bytes b = test_read_file(path);
    char *text = strndup((const char *)b.p, b.n);
    free((void *)(uintptr_t)b.p);
    assert_non_null(text);
    return text;
}

/* The master side of a new terminal; its slave becomes |*slave|. */
static int open_terminal(unsigned columns, int *slave)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0) {
        print_message("skipped: no terminal can be made here, /dev/pts is not mounted (%s)\n",
                      strerror(errno));
        skip();
    }
    assert_int_equal(grantpt(master), 0);
    assert_int_equal(unlockpt(master), 0);
    *slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    assert_true(*slave >= 0);
    struct winsize size = {.ws_row = 24, .ws_col = (unsigned short)columns};
    assert_int_equal(ioctl(*slave, TIOCSWINSZ, &size), 0);
    struct termios raw;
    assert_int_equal(tcgetattr(*slave, &raw), 0);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    assert_int_equal(tcsetattr(*slave, TCSANOW, &raw), 0);
    return master;
}

/* Whatever the program writes to the terminal goes to the file "out". */
static void drain(int master)
{
    FILE *f = fopen("out", "wb");
    assert_non_null(f);
    char buffer[4096];
    ssize_t n = 0;
    while ((n = read(master, buffer, sizeof buffer)) > 0)
        fwrite(buffer, 1, (size_t)n, f);
    fclose(f);
    close(master);
}

static void split_args(char *text, char *argv[])
{
    size_t count = 1; /* the name is already there */
    char *save = NULL;
    for (char *arg = strtok_r(text, " ", &save); arg != NULL; arg = strtok_r(NULL, " ", &save)) {
        for (char *p = arg; *p != '\0'; p++)
            *p = *p == '_' ? ' ' : *p;
        argv[count++] = arg;
        assert_true(count < ARGS_MAX);
    }
    argv[count] = NULL;
}

static void redirect(const char *path, int descriptor)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || dup2(fd, descriptor) < 0)
        _exit(126);
    close(fd);
}

/* In the child: environment, limits and descriptors, then the program. */
static void become_program(const program_run *run, int output)
{
    char text[1024];
    char name[] = "appassay";
    char *argv[ARGS_MAX] = {name};
    snprintf(text, sizeof text, "%s", run->args);
    split_args(text, argv);
    static const char *const unset[] = {"LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"};
    for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++)
        unsetenv(unset[i]);
    setenv("TERM", "xterm", 1);
    if (run->env != NULL) {
        char *equals = strchr(run->env, '=');
        char variable[64];
        snprintf(variable, sizeof variable, "%.*s", (int)(equals - run->env), run->env);
        setenv(variable, equals + 1, 1);
    }
    if (run->file_bytes > 0) {
        struct rlimit limit = {run->file_bytes, run->file_bytes};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    if (output >= 0)
        dup2(output, STDOUT_FILENO);
    else
        redirect(run->to != NULL ? run->to : "out", STDOUT_FILENO);
    redirect("err", STDERR_FILENO);
    execv(PROGRAM, argv);
    _exit(127);
}

static pid_t spawn(const program_run *run, int output)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        become_program(run, output);
    return pid;
}

pid_t start_program(const program_run *run)
{
    return spawn(run, -1);
}

int wait_for_program(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        assert_int_equal(errno, EINTR);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

program_result run_program(const program_run *run)
{
    int output = -1;
    int master = -1;
    if (run->terminal > 0)
        master = open_terminal(run->terminal, &output);
    if (run->closed_pipe) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        close(ends[0]);
        output = ends[1];
    }
    pid_t pid = spawn(run, output);
    if (output >= 0)
        close(output);
    if (master >= 0)
        drain(master);
    program_result result = {.code = wait_for_program(pid)};
    bool captured = run->to == NULL && !run->closed_pipe;
    result.out = captured ? read_text("out") : strdup("");
    result.err = read_text("err");
    return result;
}

void release_result(program_result *result)
{
    free(result->out);
    free(result->err);
}

static bool matches(const char *text, const char *pattern)
{
    regex_t regex;
    assert_int_equal(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
    bool found = regexec(&regex, text, 0, NULL, 0) == 0;
    regfree(&regex);
    return found;
}

void expect_result(const program_run *run, int code, const char *out, const char *err)
{
    program_result result = run_program(run);
    bool good = result.code == code && (out == NULL || matches(result.out, out)) &&
                (err == NULL || matches(result.err, err));
    if (!good)
        fail_msg(
            "appassay %s\nexit code %d, expected %d\n--- output, expected \"%s\"\n%s--- errors, expected "
            "\"%s\"\n%s",
            run->args, result.code, code, out == NULL ? "anything" : out, result.out,
            err == NULL ? "anything" : err, result.err);
    release_result(&result);
}

void expect_run(const char *args, int code, const char *out, const char *err)
{
    program_run run = {.args = args};
    expect_result(&run, code, out, err);
}
