/* mishap.c: which case it was that a program died of, or that took too long. */
#include "fuzz/mishap.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

char mishap_running[512];

static struct {
    int signal;
    struct sigaction before;
} minded[] = {{.signal = SIGSEGV}, {.signal = SIGBUS}, {.signal = SIGFPE}, {.signal = SIGABRT}, {.signal = SIGALRM}};

/* Says which case it was; the signal then comes again, to whoever minded it before. */
static void die(int signal) {
    static const char end[] = "\n";
    const char *what = signal == SIGALRM ? "\nTAKES TOO LONG " : "\nCRASHES ";
    if (write(STDERR_FILENO, what, strlen(what)) < 0 ||
        write(STDERR_FILENO, mishap_running, strlen(mishap_running)) < 0 || write(STDERR_FILENO, end, 1) < 0)
        _exit(1);
    for (size_t i = 0; i < sizeof minded / sizeof *minded; i++)
        if (minded[i].signal == signal)
            sigaction(signal, &minded[i].before, NULL);
    raise(signal);
}

void mishap_mind(void) {
    struct sigaction action = {.sa_handler = die};
    for (size_t i = 0; i < sizeof minded / sizeof *minded; i++)
        sigaction(minded[i].signal, &action, &minded[i].before);
}
