#include "cli/faults.h"

#ifndef AA_TEST_FAULTS

void aa_faults_install(aa_watch *watch)
{
    (void)watch;
}

#else

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "supervise/worker.h"

#define MEMORY_STEP (16U << 20)

static void crash(void)
{
    for (;;) /* the first only tells: it is no instruction that runs again */
        (void)raise(SIGSEGV);
}

static void hang(void)
{
    for (volatile unsigned turns = 0;; turns++)
        ;
}

/* Ends as an analysis does that gets no more memory. */
static void take_memory(void)
{
    const uint8_t no_memory[4] = {(uint8_t)-AA_E_NOMEM};
    for (;;) {
        char *more = malloc(MEMORY_STEP);
        if (more == NULL)
            break;
        memset(more, 1, MEMORY_STEP);
    }
    (void)aa_wire_put(AA_WORKER_OUTPUT, AA_WIRE_DONE, 75, no_memory, sizeof no_memory);
    _exit(0);
}

static void open_file(void)
{
    (void)open("/etc/passwd", O_RDONLY);
}

static void open_socket(void)
{
    (void)socket(AF_INET, SOCK_STREAM, 0);
}

static void flood(void)
{
    static const char noise[4096] = "noise";
    while (write(AA_WORKER_OUTPUT, noise, sizeof noise) > 0)
        ;
}

static void act(const char *kind, size_t n)
{
    static const struct {
        const char *kind;
        void (*act)(void);
    } faults[] = {{"crash", crash},    {"abort", abort},        {"hang", hang},  {"memory", take_memory},
                  {"open", open_file}, {"socket", open_socket}, {"flood", flood}};

    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (strlen(faults[i].kind) == n && strncmp(faults[i].kind, kind, n) == 0)
            faults[i].act();
    }
}

static bool is_word(const char *text, size_t n, const char *word)
{
    return word != NULL && strlen(word) == n && strncmp(text, word, n) == 0;
}

static void enter(void *context, const aa_stage *stage)
{
    aa_worker_tell_stage(context, stage);
    const char *kind = getenv("APPASSAY_TEST_FAULT");
    size_t kind_n = kind == NULL ? 0 : strcspn(kind, ":");
    if (kind == NULL || kind[kind_n] == '\0')
        return;
    const char *at = kind + kind_n + 1;
    size_t at_n = strcspn(at, ":");
    const char *member = at[at_n] == '\0' ? NULL : at + at_n + 1;
    if (is_word(at, at_n, stage->stage) && (member == NULL || is_word(member, strlen(member), stage->member)))
        act(kind, kind_n);
}

void aa_faults_install(aa_watch *watch)
{
    watch->enter = enter;
}

#endif
