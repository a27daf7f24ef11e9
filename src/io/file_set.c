/* file_set.c: several files put in their places, all or none. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "dmz/file.h"
#include "io/leftovers.h"
#include "io/place.h"

/* A file that was put in its place, and what was there before. */
struct placed {
    char *target; /* where it is: what a link leads to */
    char *kept;   /* the name of the old file meanwhile; NULL where there was none */
};

static bool is_file(const struct dmz_output *output) {
    return output->path && output->descriptor >= 0;
}

static enum dmz_status commit_streams(struct dmz_context *context, struct dmz_output *const *outputs,
                                      const struct dmz_buffer *const *texts, size_t count) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < count && !status; i++)
        if (outputs[i]->path && !is_file(outputs[i]))
            status = dmz_output_commit(context, outputs[i], texts[i]);
    return status;
}

/* Gives the old file a second name. File systems without links get none: there, what was replaced is lost where a
 * later file fails. */
static enum dmz_status keep_old(struct dmz_context *context, const char *target, struct placed *placed) {
    struct stat found;
    placed->target = strdup(target);
    if (!placed->target)
        return dmz_fail_memory(context);
    for (int number = 0; number < DMZ_PLACE_NAMES_MOST && !placed->kept && !lstat(target, &found); number++) {
        placed->kept = dmz_place_beside(target, ".old", number);
        if (!placed->kept)
            return dmz_fail_memory(context);
        if (!link(target, placed->kept))
            return DMZ_OK;
        int error = errno;
        free(placed->kept);
        placed->kept = NULL;
        if (error != EEXIST)
            return DMZ_OK;
    }
    return DMZ_OK;
}

static void free_placed(struct placed *placed) {
    free(placed->target);
    free(placed->kept);
    *placed = (struct placed){0};
}

static void undo(struct placed *placed) {
    if (placed->kept)
        rename(placed->kept, placed->target);
    else if (placed->target)
        unlink(placed->target);
    free_placed(placed);
}

/* What was kept of a file that could not be replaced is one name too many. */
static void forget(struct placed *placed) {
    if (placed->kept)
        unlink(placed->kept);
    free_placed(placed);
}

/* Whether a file comes after this one, whose failure would undo it. */
static bool is_followed(struct dmz_output *const *outputs, size_t i, size_t count) {
    while (++i < count)
        if (is_file(outputs[i]))
            return true;
    return false;
}

static enum dmz_status commit_files(struct dmz_context *context, struct dmz_output *const *outputs,
                                    const struct dmz_buffer *const *texts, size_t count) {
    struct placed *placed = calloc(count ? count : 1, sizeof *placed);
    enum dmz_status status = placed ? DMZ_OK : dmz_fail_memory(context);
    size_t done = 0;
    while (done < count && !status) {
        struct dmz_output *output = outputs[done];
        if (is_file(output)) {
            status = is_followed(outputs, done, count) ? keep_old(context, output->target, &placed[done]) : DMZ_OK;
            if (!status)
                status = dmz_output_commit(context, output, texts[done]);
        }
        done += !status;
    }
    if (status && done < count && placed)
        forget(&placed[done]);
    for (size_t i = done; i-- > 0;) {
        if (status)
            undo(&placed[i]);
        else
            forget(&placed[i]);
    }
    free(placed);
    return status;
}

/* An alarm that came while files were put in their places has come too late: the work is done. */
static void drop_alarm(void) {
    sigset_t alarm;
    const struct timespec at_once = {0};
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    while (sigtimedwait(&alarm, NULL, &at_once) < 0 && errno == EINTR)
        continue;
}

enum dmz_status dmz_outputs_commit(struct dmz_context *context, struct dmz_output *const *outputs,
                                   const struct dmz_buffer *const *texts, size_t count) {
    enum dmz_status status = commit_streams(context, outputs, texts, count);
    sigset_t before;
    dmz_signals_hold(&before);
    if (!status)
        status = commit_files(context, outputs, texts, count);
    if (!status)
        drop_alarm();
    dmz_signals_release(&before);
    for (size_t i = 0; i < count; i++)
        dmz_output_abandon(outputs[i]);
    return status;
}
