/* run.c: runs the program under test again and again, each time with another call that fails or another moment at
 * which a signal comes, and says which runs ended badly.
 *
 * What to do stands in the environment's FAULTS, words with spaces between:
 *   call=NAME      what fails: allocate, read, write, open, close, fsync, rename, link, unlink, pipe, fork
 *   error=NAME     with what: EIO (the default), ENOSPC, EINTR, EDQUOT, EMFILE, SHORT
 *   then           and from then on
 *   all            allocations of libraries as well
 *   named          no files without a name
 *   step=N seed=N  each of the first 2 N calls, then one in N, at random
 *   most=N         instead: about N calls, a quarter of them the first
 *   at=N           this one only, its messages shown
 *   signal=NAME    instead of a call: INT, TERM, HUP, PIPE, XFSZ, KILL, at `count` moments
 *   count=N
 *   said=DIRECTORY where what runs say is kept meanwhile; not the current one, which they work in
 *   codes=DIGITS   exit codes that are right besides 0; 5 and 6 unless told
 *   answers        files may say what failed
 *   apart          files come one by one, and those that are there stay
 *   foreign        with `all`: libraries may crash, and print lines of their own
 *   fonts          the same, and hang, or take other fonts */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "faults.h"

enum { LIMIT_S = 120, SHOWN_MOST = 20, PATIENCE_MS = 2000, CODES = 10, KILLED = CODES, ENDS };

typedef int entry(int count, char **arguments, char **environment);

struct job {
    char words[1024];
    const char *said, *codes, *call, *error;
    unsigned long step, most, at, count;
    unsigned long long chance;
    int signal;
    bool answers, apart, foreign, fonts;
    struct fault_plan plan;
    struct fault_place before, after, usual;
    double usual_s; /* how long a run without faults takes */
    unsigned long runs, failures;
    bool is_outlived;          /* the last run, by a process that it made */
    unsigned long ended[ENDS]; /* with each exit code; the last: by a signal */
    entry *program;
    int argument_count;
    char **arguments, **environment;
};

static const char *const CALLS[FAULT_CALLS] = {"allocate", "read", "write",  "open", "close", "fsync",
                                               "rename",   "link", "unlink", "pipe", "fork"};

struct named {
    const char *name;
    int number;
};

static const struct named ERRORS[] = {{"EIO", EIO},           {"ENOSPC", ENOSPC}, {"EINTR", EINTR},
                                      {"EDQUOT", EDQUOT},     {"EMFILE", EMFILE}, {"EAGAIN", EAGAIN},
                                      {"SHORT", FAULT_SHORT}, {NULL, 0}};
static const struct named SIGNALS[] = {{"INT", SIGINT},   {"TERM", SIGTERM}, {"HUP", SIGHUP}, {"PIPE", SIGPIPE},
                                       {"XFSZ", SIGXFSZ}, {"KILL", SIGKILL}, {NULL, 0}};

static void give_up(const char *why, const char *what) {
    fprintf(stderr, "faults: %s %s\n", why, what);
    exit(2);
}

static int number_of(const struct named *table, const char *name) {
    for (; table->name; table++)
        if (!strcmp(table->name, name))
            return table->number;
    give_up("unknown name", name);
    return 0;
}

static enum fault_call call_of(const char *name) {
    for (int i = 0; i < FAULT_CALLS; i++)
        if (!strcmp(CALLS[i], name))
            return (enum fault_call)i;
    give_up("unknown call", name);
    return FAULT_CALLS;
}

static void take_word(struct job *job, char *word) {
    char *value = strchr(word, '=');
    if (value)
        *value++ = 0;
    if (!value && !strcmp(word, "then"))
        job->plan.from_then_on = true;
    else if (!value && !strcmp(word, "all"))
        job->plan.everyones = true;
    else if (!value && !strcmp(word, "named"))
        job->plan.named = true;
    else if (!value && !strcmp(word, "answers"))
        job->answers = true;
    else if (!value && !strcmp(word, "apart"))
        job->apart = true;
    else if (!value && !strcmp(word, "foreign"))
        job->foreign = true;
    else if (!value && !strcmp(word, "fonts"))
        job->foreign = job->fonts = true;
    else if (value && !strcmp(word, "call"))
        job->plan.call = call_of(job->call = value);
    else if (value && !strcmp(word, "error"))
        job->plan.error = number_of(ERRORS, job->error = value);
    else if (value && !strcmp(word, "signal"))
        job->signal = number_of(SIGNALS, job->call = value);
    else if (value && !strcmp(word, "said"))
        job->said = value;
    else if (value && !strcmp(word, "codes"))
        job->codes = value;
    else if (value && !strcmp(word, "step"))
        job->step = strtoul(value, NULL, 10);
    else if (value && !strcmp(word, "seed"))
        job->chance = strtoull(value, NULL, 10);
    else if (value && !strcmp(word, "most"))
        job->most = strtoul(value, NULL, 10);
    else if (value && !strcmp(word, "at"))
        job->at = strtoul(value, NULL, 10);
    else if (value && !strcmp(word, "count"))
        job->count = strtoul(value, NULL, 10);
    else
        give_up("unknown word", word);
}

static void read_job(struct job *job) {
    snprintf(job->words, sizeof job->words, "%s", getenv("FAULTS") ? getenv("FAULTS") : "");
    job->plan.error = EIO;
    job->codes = "56";
    job->step = 1;
    job->count = 100;
    job->error = "EIO";
    for (char *word = strtok(job->words, " "); word; word = strtok(NULL, " "))
        take_word(job, word);
    if (!job->call || !job->said)
        give_up("FAULTS lacks", job->call ? "said" : "call or signal");
    unsetenv("FAULTS");
    unsetenv("LD_PRELOAD");
}

/* Steele and Vigna's splitmix64. */
static unsigned long long chance(struct job *job) {
    unsigned long long z = job->chance += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

static double now_s(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void redirect(const char *directory, const char *name, int descriptor) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    int file = open(path, O_CREAT | O_TRUNC | O_RDWR, 0666);
    if (file < 0 || dup2(file, descriptor) < 0)
        _exit(126);
    close(file);
}

/* What a process does after its last functions at exit, such as to keep counters of coverage, is not the program's.
 */
static void count_no_more(void) {
    fault_counts = NULL;
}

/* Begins a run of the program in a process of its own. */
static pid_t start(const struct job *job, const struct fault_plan *plan) {
    fflush(NULL);
    pid_t id = fork();
    if (id)
        return id;
    setpgid(0, 0);
    redirect(job->said, "out", STDOUT_FILENO);
    redirect(job->said, "err", STDERR_FILENO);
    alarm(LIMIT_S);
    fault_plan = *plan;
    fault_begin();
    atexit(count_no_more);
    exit(job->program(job->argument_count, job->arguments, job->environment));
}

/* Waits for a run's end. No process that it made may outlive it by more than PATIENCE_MS. */
static int finish(struct job *job, pid_t id) {
    const struct timespec while_ends = {0, 2000000};
    int status = 0;
    while (waitpid(id, &status, 0) < 0 && errno == EINTR)
        continue;
    for (int waited_ms = 0; !kill(-id, 0) && waited_ms < PATIENCE_MS; waited_ms += 2)
        nanosleep(&while_ends, NULL);
    job->is_outlived = !kill(-id, SIGKILL);
    return status;
}

static void show(const struct job *job, const char *label, unsigned long at, const char *why,
                 const struct fault_place *place, const struct fault_place *said) {
    printf("faults: %s %lu%s%s: %s\n", label, at, job->plan.from_then_on ? " and then on" : "",
           job->plan.everyones ? ", all" : "", why);
    for (size_t i = 0; i < place->count; i++)
        printf("    %s: %zu bytes\n", place->files[i].name, place->files[i].count);
    for (size_t i = 0; i < said->count; i++)
        if (!strcmp(said->files[i].name, "err"))
            printf("    said: %.4000s\n", said->files[i].bytes);
}

static void judge(struct job *job, unsigned long at, int status) {
    struct fault_place place = {0}, said = {0};
    fault_look(".", &place);
    fault_look(job->said, &said);
    const struct fault_terms terms = {
        .before = &job->before,
        .after = &job->after,
        .said = &job->usual,
        .codes = job->codes,
        .loose = job->signal == SIGKILL ||
                 (!job->signal &&
                  (job->plan.call == FAULT_UNLINK || (job->plan.from_then_on && job->plan.call == FAULT_RENAME))),
        .answers = job->answers,
        .apart = job->apart,
        .foreign = job->foreign && job->plan.everyones,
        .fonts = job->fonts && job->plan.everyones,
        .killed = job->signal,
    };
    const char *why =
        job->is_outlived ? "a process that it made goes on" : fault_judge(&terms, status, &place, &said);
    job->runs++;
    job->ended[WIFEXITED(status) && WEXITSTATUS(status) < CODES ? WEXITSTATUS(status) : KILLED]++;
    job->failures += why != NULL;
    char well[40];
    snprintf(well, sizeof well, WIFEXITED(status) ? "well, with exit code %d" : "well, by signal %d",
             WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
    if ((why && job->failures <= SHOWN_MOST) || job->at)
        show(job, job->call, at, why ? why : well, &place, &said);
    fault_restore(".", &job->before);
    fault_forget(&place);
    fault_forget(&said);
}

/* What a run does and leaves in which nothing fails, and how many calls there are to fail. */
static unsigned long try_without(struct job *job) {
    struct fault_plan none = job->plan;
    none.at = 0;
    fault_look(".", &job->before);
    double begun_s = now_s();
    int status = finish(job, start(job, &none));
    job->usual_s = now_s() - begun_s;
    if (status)
        give_up("the run without faults failed:", job->said);
    fault_look(".", &job->after);
    fault_look(job->said, &job->usual);
    fault_restore(".", &job->before);
    return fault_counts[job->plan.call];
}

static void fail_at(struct job *job, unsigned long at) {
    struct fault_plan plan = job->plan;
    plan.at = at;
    plan.traced = job->at;
    judge(job, at, finish(job, start(job, &plan)));
}

static void fail_each(struct job *job, unsigned long calls) {
    unsigned long at = 1;
    unsigned long first = job->most ? job->most / 4 : 2 * job->step;
    if (job->most)
        job->step = calls / job->most + 1;
    if (job->at)
        fail_at(job, job->at);
    for (; !job->at && at <= calls; at += at <= first ? 1 : 1 + chance(job) % (2 * job->step - 1))
        fail_at(job, at);
}

/* Now and then a moment after the end: then nothing may have changed. */
static void signal_at_random(struct job *job) {
    struct fault_plan none = job->plan;
    none.at = 0;
    for (unsigned long i = 1; i <= job->count; i++) {
        double moment_s = job->usual_s * 1.05 * (double)(chance(job) % 100000) / 100000;
        pid_t id = start(job, &none);
        struct timespec wait = {(time_t)moment_s, (long)((moment_s - (double)(time_t)moment_s) * 1e9)};
        nanosleep(&wait, NULL);
        kill(id, job->signal);
        judge(job, i, finish(job, id));
    }
}

static int go_over(entry *program, int count, char **arguments, char **environment) {
    static struct job job;
    job.program = program;
    job.argument_count = count;
    job.arguments = arguments;
    job.environment = environment;
    fault_begin();
    read_job(&job);
    unsigned long long seed = job.chance;
    unsigned long calls = try_without(&job);
    if (job.signal)
        signal_at_random(&job);
    else
        fail_each(&job, calls);
    printf("faults: %s%s%s%s%s%s: %lu runs", job.call, job.signal ? "" : " ", job.signal ? "" : job.error,
           job.plan.from_then_on ? " and then on" : "", job.plan.everyones ? ", libraries' too" : "",
           job.plan.named ? ", named files" : "", job.runs);
    if (!job.signal)
        printf(" for %lu calls", calls);
    const char *lead = ", ended";
    for (int i = 0; i < ENDS; i++)
        if (job.ended[i]) {
            i == KILLED ? printf("%s killed:%lu", lead, job.ended[i]) : printf("%s %d:%lu", lead, i, job.ended[i]);
            lead = "";
        }
    printf(", seed %llu, %lu failures\n", seed, job.failures);
    fflush(stdout);
    _exit(job.failures || (!job.runs && calls));
}

#ifdef FAULTS_WRAPPED
int __real_main(int count, char **arguments, char **environment);
int __wrap_main(int count, char **arguments, char **environment);

int __wrap_main(int count, char **arguments, char **environment) {
    return go_over(__real_main, count, arguments, environment);
}
#else
#include <dlfcn.h>

typedef int starter(entry *program, int count, char **arguments, void (*begin)(void), void (*end)(void),
                    void (*linker_end)(void), void *stack);

int __libc_start_main(entry *program, int count, char **arguments, void (*begin)(void), void (*end)(void),
                      void (*linker_end)(void), void *stack);

static entry *program_begun;

static int begin_main(int count, char **arguments, char **environment) {
    return go_over(program_begun, count, arguments, environment);
}

int __libc_start_main(entry *program, int count, char **arguments, void (*begin)(void), void (*end)(void),
                      void (*linker_end)(void), void *stack) {
    starter *real;
    *(void **)&real = dlsym(RTLD_NEXT, "__libc_start_main");
    program_begun = program;
    return real(getenv("FAULTS") ? begin_main : program, count, arguments, begin, end, linker_end, stack);
}
#endif
