/* workers.c: tasks done by processes beside each other. */
#include "compare/workers.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

struct dmz_worker {
    int descriptor;
};

/* A process at work. */
struct process {
    pid_t id; /* 0: none */
    int descriptor;
    size_t task;
    struct dmz_buffer heard; /* answers that are not whole yet */
};

struct crew {
    struct dmz_context *context;
    const struct dmz_workers *workers;
    struct process *processes;
    struct pollfd *polls;
    size_t running;
    bool is_held; /* a task that was begun, but that the system had no process for yet */
    size_t held;
};

static bool write_all(int descriptor, const char *bytes, size_t count) {
    while (count) {
        ssize_t written = write(descriptor, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

bool dmz_worker_answer(struct dmz_worker *worker, const struct dmz_buffer *bytes) {
    uint64_t count = bytes->count;
    return !bytes->failed && write_all(worker->descriptor, (const char *)&count, sizeof count) &&
           write_all(worker->descriptor, bytes->bytes, bytes->count);
}

/* A child whose parent is ended, by whatever, has nobody to work for. Elsewhere than on Linux it finds that out when
 * it answers. */
static void end_with(pid_t parent) {
#ifdef __linux__
    if (!prctl(PR_SET_PDEATHSIG, SIGTERM) && getppid() != parent)
        _exit(0);
#else
    (void)parent;
#endif
}

/* What a child does. It leaves nothing to functions at exit, which are the parent's. */
static void work(const struct crew *crew, size_t task, int descriptor, pid_t parent) {
    struct dmz_worker worker = {descriptor};
    end_with(parent);
    for (size_t i = 0; i < crew->workers->jobs; i++)
        if (crew->processes[i].id)
            close(crew->processes[i].descriptor);
    crew->workers->work(crew->workers->user, task, &worker);
    _exit(0);
}

/* Starts a process; 0, or why the system gives none, as errno. */
static int start(struct crew *crew, struct process *process, size_t task) {
    int ends[2];
    if (pipe(ends))
        return errno;
    pid_t parent = getpid(), id = fork();
    if (id == 0) {
        close(ends[0]);
        work(crew, task, ends[1], parent);
    }
    int why = id < 0 ? errno : 0;
    close(ends[1]);
    if (why) {
        close(ends[0]);
        return why;
    }
    *process = (struct process){.id = id, .descriptor = ends[0], .task = task};
    crew->running++;
    return 0;
}

static bool next_task(struct crew *crew, size_t *task) {
    if (!crew->is_held)
        return crew->workers->next(crew->workers->user, task);
    *task = crew->held;
    crew->is_held = false;
    return true;
}

/* Where the system gives fewer processes than were asked for, those that there are do the work. */
static enum dmz_status fill(struct crew *crew) {
    for (size_t i = 0; i < crew->workers->jobs; i++) {
        size_t task = 0;
        if (crew->processes[i].id)
            continue;
        if (!next_task(crew, &task))
            return DMZ_OK;
        int why = start(crew, &crew->processes[i], task);
        if (!why)
            continue;
        crew->is_held = true;
        crew->held = task;
        return crew->running ? DMZ_OK
                             : dmz_fail(crew->context, DMZ_MEMORY, "no process for a worker: %s", strerror(why));
    }
    return DMZ_OK;
}

/* Hands on the answers that are whole. */
static void hand_on(struct crew *crew, struct process *process) {
    struct dmz_buffer *heard = &process->heard;
    size_t from = 0;
    uint64_t count = 0;
    while (heard->count - from >= sizeof count) {
        memcpy(&count, heard->bytes + from, sizeof count);
        if (heard->count - from - sizeof count < count)
            break;
        crew->workers->answer(crew->workers->user, process->task, heard->bytes + from + sizeof count, count);
        from += sizeof count + count;
    }
    if (from)
        memmove(heard->bytes, heard->bytes + from, heard->count - from);
    heard->count -= from;
}

static void bury(struct crew *crew, struct process *process) {
    struct process gone = *process;
    char how[64] = "";
    int end = 0;
    close(gone.descriptor);
    kill(gone.id, SIGTERM); /* one that can answer no more is not waited for; most have ended by now */
    while (waitpid(gone.id, &end, 0) < 0 && errno == EINTR)
        continue;
    dmz_buffer_free(&gone.heard);
    *process = (struct process){0};
    crew->running--;
    if (WIFSIGNALED(end))
        snprintf(how, sizeof how, "by signal %d", WTERMSIG(end));
    else if (WEXITSTATUS(end))
        snprintf(how, sizeof how, "with status %d", WEXITSTATUS(end));
    crew->workers->ended(crew->workers->user, gone.task, how[0] ? how : NULL);
}

static enum dmz_status listen_to(struct crew *crew, struct process *process) {
    char bytes[1 << 16];
    ssize_t count = read(process->descriptor, bytes, sizeof bytes);
    if (count < 0 && errno == EINTR)
        return DMZ_OK;
    if (count <= 0) {
        bury(crew, process);
        return DMZ_OK;
    }
    dmz_buffer_add(&process->heard, bytes, (size_t)count);
    if (process->heard.failed)
        return dmz_fail_memory(crew->context);
    hand_on(crew, process);
    return DMZ_OK;
}

static enum dmz_status wait_for_any(struct crew *crew) {
    nfds_t count = 0; /* only those that run: poll takes no more than the system lets be open */
    for (size_t i = 0; i < crew->workers->jobs; i++)
        if (crew->processes[i].id)
            crew->polls[count++] = (struct pollfd){crew->processes[i].descriptor, POLLIN, 0};
    if (poll(crew->polls, count, -1) < 0)
        return errno == EINTR ? DMZ_OK : dmz_fail(crew->context, DMZ_DEFECT, "poll: %s", strerror(errno));
    enum dmz_status status = DMZ_OK;
    nfds_t k = 0;
    for (size_t i = 0; i < crew->workers->jobs && !status; i++)
        if (crew->processes[i].id && crew->polls[k++].revents)
            status = listen_to(crew, &crew->processes[i]);
    return status;
}

/* Ends those that are still at work, of which nothing is expected any more. */
static void dismiss(struct crew *crew) {
    for (size_t i = 0; crew->processes && i < crew->workers->jobs; i++) {
        struct process *process = &crew->processes[i];
        if (!process->id)
            continue;
        kill(process->id, SIGTERM);
        close(process->descriptor);
        while (waitpid(process->id, NULL, 0) < 0 && errno == EINTR)
            continue;
        dmz_buffer_free(&process->heard);
    }
}

enum dmz_status dmz_workers_run(struct dmz_context *context, const struct dmz_workers *workers) {
    struct crew crew = {.context = context, .workers = workers};
    crew.processes = calloc(workers->jobs, sizeof *crew.processes);
    crew.polls = calloc(workers->jobs, sizeof *crew.polls);
    enum dmz_status status = crew.processes && crew.polls ? DMZ_OK : dmz_fail_memory(context);
    if (!status)
        status = fill(&crew);
    while (!status && crew.running && !workers->stop(workers->user)) {
        status = wait_for_any(&crew);
        if (!status && !workers->stop(workers->user))
            status = fill(&crew);
    }
    dismiss(&crew);
    free(crew.processes);
    free(crew.polls);
    return status;
}
