#define _XOPEN_SOURCE 700 /* SIGXFSZ */

/*
 * appassay: the command line. Reads the verb and leaves the rest to it.
 */
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/verb.h"

/* A closed pipe or a file grown too large shows as a failed write, which has its own exit code. */
static void ignore_write_signals(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);
}

/*
 * What one step frees the next one takes: pages that go back to the system in between cost more to get again
 * than most of what is done on them. And without a time zone the C library looks for a change of it at every
 * date, of which libzip makes one a member; no result shows a date.
 */
static void settle_environment(void)
{
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
    setenv("TZ", "UTC0", 1);
    tzset(); /* looks for a file of that name, which a worker must not */
}

static bool is_one_of(const char *text, const char *a, const char *b)
{
    return strcmp(text, a) == 0 || strcmp(text, b) == 0;
}

static aa_exit run(aa_console *console, char *const *argv)
{
    if (argv[0] == NULL) {
        aa_console_error(NULL, "no verb given; try \"appassay check FILE\" or \"appassay help\"");
        return AA_EXIT_USAGE;
    }
    if (is_one_of(argv[0], "--help", "-h"))
        return aa_verb_help.run(console, argv + 1);
    if (is_one_of(argv[0], "--version", "-V"))
        return aa_verb_version.run(console, argv + 1);
    const aa_verb *verb = NULL;
    if (argv[0][0] == '-')
        aa_console_error(NULL, "options follow the verb: \"appassay check FILE %s\"", argv[0]);
    else if (access(argv[0], F_OK) == 0 && strpbrk(argv[0], "./") != NULL)
        aa_console_error(NULL, "did you mean \"appassay check %s\"?", argv[0]);
    else
        verb = aa_verb_find(argv[0]);
    return verb == NULL ? AA_EXIT_USAGE : verb->run(console, argv + 1);
}

#if defined(__SANITIZE_ADDRESS__)
/* cairo 1.16 and fontconfig do not give back some hundred bytes of each PDF. */
const char *__lsan_default_suppressions(void);

__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void)
{
    return "leak:libcairo\nleak:libfontconfig\n";
}
#endif

int main(int argc, char **argv)
{
    ignore_write_signals();
    settle_environment();
    aa_console console;
    aa_console_init(&console);
    return (int)run(&console, argc > 0 ? argv + 1 : argv);
}
