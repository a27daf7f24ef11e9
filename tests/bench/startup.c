/* startup.c: prints the time that two commands take, user and system, in milliseconds: the least of many runs that
 * alternate, so that what else the machine does falls upon both. What they print is dropped. */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUNS = 200, NOT_RUN = 127 };

static void become(char **command) {
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execv(command[0], command);
    _exit(NOT_RUN);
}

static double milliseconds(struct timeval time) {
    return 1e3 * (double)time.tv_sec + 1e-3 * (double)time.tv_usec;
}

/* NAN where it fails. */
static double run(char **command) {
    struct rusage usage;
    int outcome = 0;
    pid_t child = fork();
    if (child == 0)
        become(command);
    if (child < 0 || wait4(child, &outcome, 0, &usage) != child || !WIFEXITED(outcome) || WEXITSTATUS(outcome))
        return NAN;
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

int main(int count, char **arguments) {
    int second = 1;
    while (second < count && strcmp(arguments[second], "--"))
        second++;
    if (second == 1 || second + 1 >= count) {
        fputs("usage: startup COMMAND [ARGUMENT]... -- COMMAND [ARGUMENT]...\n", stderr);
        return 2;
    }
    arguments[second] = NULL;
    double first_ms = INFINITY, second_ms = INFINITY;
    for (int i = 0; i < RUNS; i++) {
        double a = run(arguments + 1), b = run(arguments + second + 1);
        if (isnan(a + b)) {
            fputs("startup: a command failed\n", stderr);
            return 1;
        }
        first_ms = fmin(first_ms, a);
        second_ms = fmin(second_ms, b);
    }
    printf("%.2f %.2f\n", first_ms, second_ms);
    return 0;
}
