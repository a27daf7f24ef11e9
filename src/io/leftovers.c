/* leftovers.c: names of files that are not in their place yet, and go with the process that a signal ends. */
#include "io/leftovers.h"

#include <stddef.h>
#include <unistd.h>

enum { NAMES_MOST = 64 };

/* Read by handlers of signals: whoever writes holds those back. */
static char *volatile names[NAMES_MOST];
static volatile pid_t owner;

static const int ENDING[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
enum { ENDING_COUNT = sizeof ENDING / sizeof *ENDING };

void dmz_signals_hold(sigset_t *before) {
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGALRM);
    for (int i = 0; i < ENDING_COUNT; i++)
        sigaddset(&held, ENDING[i]);
    sigprocmask(SIG_BLOCK, &held, before);
}

void dmz_signals_release(const sigset_t *before) {
    sigprocmask(SIG_SETMASK, before, NULL);
}

void dmz_leftovers_remove(void) {
    if (owner != getpid())
        return;
    for (int i = 0; i < NAMES_MOST; i++)
        if (names[i])
            unlink(names[i]);
}

/* The handler is there for one signal only: the second one ends the process. */
static void tidy(int number) {
    dmz_leftovers_remove();
    raise(number);
}

static void watch(void) {
    struct sigaction now, action = {.sa_handler = tidy, .sa_flags = (int)SA_RESETHAND};
    if (owner == getpid())
        return;
    for (int i = 0; i < NAMES_MOST; i++)
        names[i] = NULL;
    owner = getpid();
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < ENDING_COUNT; i++)
        if (!sigaction(ENDING[i], NULL, &now) && now.sa_handler == SIG_DFL)
            sigaction(ENDING[i], &action, NULL);
}

void dmz_leftover_add(char *path) {
    sigset_t before;
    dmz_signals_hold(&before);
    watch();
    for (int i = 0; i < NAMES_MOST; i++)
        if (!names[i]) {
            names[i] = path;
            break;
        }
    dmz_signals_release(&before);
}

void dmz_leftover_forget(const char *path) {
    sigset_t before;
    dmz_signals_hold(&before);
    for (int i = 0; i < NAMES_MOST && path; i++)
        if (names[i] == path)
            names[i] = NULL;
    dmz_signals_release(&before);
}
