/* usertime.c: prints the user time of a command, in milliseconds, and how much memory it had at most, in MiB; what
 * the command prints is dropped. */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/stopwatch.h"

enum { NOT_RUN = 127 };

static void become(char **command) {
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execv(command[0], command);
    _exit(NOT_RUN);
}

static bool run_command(void *command) {
    int outcome = 0;
    pid_t child = fork();
    if (child == 0)
        become(command);
    return child > 0 && waitpid(child, &outcome, 0) == child && WIFEXITED(outcome) && !WEXITSTATUS(outcome);
}

/* Source: getrusage, which has it in KiB. */
static double peak_mib(void) {
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)usage.ru_maxrss / 1024;
}

int main(int count, char **arguments) {
    if (count < 2) {
        fputs("usage: usertime COMMAND [ARGUMENT]...\n", stderr);
        return 2;
    }
    struct stopwatch_task task = {run_command, arguments + 1, true};
    double ms = stopwatch_run(&task).median_ms;
    if (isnan(ms)) {
        fprintf(stderr, "usertime: %s failed\n", arguments[1]);
        return 1;
    }
    printf("%.2f %.1f\n", ms, peak_mib());
    return 0;
}
