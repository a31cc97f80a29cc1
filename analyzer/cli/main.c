#define _XOPEN_SOURCE 700 /* SIGXFSZ */

/*
 * appassay: the command line. Reads the verb and leaves the rest to it.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
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

int main(int argc, char **argv)
{
    ignore_write_signals();
    aa_console console;
    aa_console_init(&console);
    return (int)run(&console, argc > 0 ? argv + 1 : argv);
}
