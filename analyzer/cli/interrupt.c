#include "cli/interrupt.h"

#include <unistd.h>

#include "cli/console.h"

#define WAKE SIGUSR1 /* ends the waiting itself; from outside it ends the process like the others */

/* Ends the process when a signal comes. The lock stays held, so that no file is begun or renamed meanwhile.
 */
static void *wait_for_signal(void *context)
{
    aa_interrupt *interrupt = context;
    int number = 0;
    while (sigwait(&interrupt->signals, &number) != 0)
        ;
    pthread_mutex_lock(&interrupt->lock);
    if (interrupt->stopping) {
        pthread_mutex_unlock(&interrupt->lock);
        return NULL;
    }
    if (interrupt->temporary != NULL)
        unlink(interrupt->temporary);
    aa_console_error(NULL, "stopped by signal %d", number);
    _exit(AA_EXIT_TEMPORARY);
}

/* A signal that was ignored when the program began (nohup, background jobs) stays ignored. */
static bool is_ignored(int number)
{
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

void aa_interrupt_start(aa_interrupt *interrupt)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, WAKE};
    *interrupt = (aa_interrupt){.temporary = NULL};
    pthread_mutex_init(&interrupt->lock, NULL);
    sigemptyset(&interrupt->signals);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (numbers[i] == WAKE || !is_ignored(numbers[i]))
            sigaddset(&interrupt->signals, numbers[i]);
    }
    pthread_sigmask(SIG_BLOCK, &interrupt->signals, NULL);
    interrupt->waiting = pthread_create(&interrupt->waiter, NULL, wait_for_signal, interrupt) == 0;
    if (!interrupt->waiting)
        pthread_sigmask(SIG_UNBLOCK, &interrupt->signals, NULL); /* the default action ends the process */
}

void aa_interrupt_stop(aa_interrupt *interrupt)
{
    if (!interrupt->waiting)
        return;
    pthread_mutex_lock(&interrupt->lock);
    interrupt->stopping = true;
    pthread_mutex_unlock(&interrupt->lock);
    pthread_kill(interrupt->waiter, WAKE);
    pthread_join(interrupt->waiter, NULL);
    interrupt->waiting = false;
}

void aa_interrupt_hold(aa_interrupt *interrupt)
{
    pthread_mutex_lock(&interrupt->lock);
}

void aa_interrupt_release(aa_interrupt *interrupt, const char *temporary)
{
    interrupt->temporary = temporary;
    pthread_mutex_unlock(&interrupt->lock);
}
