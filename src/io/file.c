/* file.c: files read whole, and written whole or not at all. */
#define _GNU_SOURCE /* O_TMPFILE: a file without a name, which no signal can leave behind */
#include "dmz/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dmz/units.h"
#include "io/leftovers.h"

enum { CHUNK_BYTES = 1 << 16, FILE_MODE = 0666 };

/* Fails with `status` in the system's words, but for want of memory in our own. */
static enum dmz_status fail(struct dmz_context *context, enum dmz_status status, const char *path, int error) {
    if (error == ENOMEM)
        return dmz_fail_memory(context);
    return dmz_fail(context, status, "%s: %s", path, strerror(error));
}

enum dmz_status dmz_file_open(struct dmz_context *context, const char *path, int *descriptor) {
    *descriptor = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    return *descriptor < 0 ? fail(context, DMZ_INPUT, path, errno) : DMZ_OK;
}

enum dmz_status dmz_file_read_some(struct dmz_context *context, const char *name, int descriptor, char *bytes,
                                   size_t room, size_t *count) {
    for (;;) {
        ssize_t found = read(descriptor, bytes, room);
        *count = found < 0 ? 0 : (size_t)found;
        if (found >= 0)
            return DMZ_OK;
        if (errno != EINTR)
            return fail(context, DMZ_INPUT, name, errno);
    }
}

void dmz_file_close(int descriptor) {
    if (descriptor >= 0 && descriptor != STDIN_FILENO)
        close(descriptor);
}

enum dmz_status dmz_file_check_size(struct dmz_context *context, const char *name, size_t bytes, bool held) {
    char shown[48];
    size_t limit = dmz_context_input_limit(context), most = limit ? limit : held ? DMZ_FILE_BYTES_MOST : SIZE_MAX;
    if (bytes <= most)
        return DMZ_OK;
    dmz_hint(context, "--max-input sets the most");
    return dmz_fail(context, DMZ_INPUT, "%s: larger than %s%s, the most that is read", name,
                    dmz_units_write_size(most, shown, sizeof shown), held && !limit ? " in one piece" : "");
}

static enum dmz_status read_all(struct dmz_context *context, const char *name, int descriptor,
                                struct dmz_buffer *text) {
    char chunk[CHUNK_BYTES];
    for (size_t count = 1; count;) {
        enum dmz_status status = dmz_file_read_some(context, name, descriptor, chunk, sizeof chunk, &count);
        if (status)
            return status;
        dmz_buffer_add(text, chunk, count);
        if (text->failed)
            return dmz_fail_memory(context);
        status = dmz_file_check_size(context, name, text->count, true);
        if (status)
            return status;
    }
    return DMZ_OK;
}

enum dmz_status dmz_file_read(struct dmz_context *context, const char *path, struct dmz_buffer *text) {
    int descriptor = -1;
    enum dmz_status status = dmz_file_open(context, path, &descriptor);
    if (!status)
        status = read_all(context, strcmp(path, "-") ? path : "standard input", descriptor, text);
    dmz_file_close(descriptor);
    if (status)
        dmz_buffer_free(text);
    return status;
}

static bool look_up(const char *path, int standard, struct stat *found) {
    return !(strcmp(path, "-") ? stat(path, found) : fstat(standard, found));
}

static bool same_file(const struct stat *p, const struct stat *q) {
    return p->st_dev == q->st_dev && p->st_ino == q->st_ino;
}

bool dmz_file_same(const char *output, const char *input) {
    struct stat p, q;
    return look_up(output, STDOUT_FILENO, &p) && look_up(input, STDIN_FILENO, &q) && S_ISREG(p.st_mode) &&
           same_file(&p, &q);
}

/* The file that the path's directory is; false where there is none or, with ENOMEM, memory runs out. */
static bool look_up_directory(const char *path, struct stat *found) {
    char *copy = strdup(path);
    bool there = copy && !stat(dirname(copy), found);
    free(copy);
    return there;
}

bool dmz_file_same_place(const char *a, const char *b) {
    struct stat p, q;
    if (look_up(a, STDOUT_FILENO, &p) && look_up(b, STDOUT_FILENO, &q))
        return S_ISREG(p.st_mode) && same_file(&p, &q);
    const char *name_a = strrchr(a, '/'), *name_b = strrchr(b, '/');
    return !strcmp(name_a ? name_a + 1 : a, name_b ? name_b + 1 : b) && look_up_directory(a, &p) &&
           look_up_directory(b, &q) && same_file(&p, &q);
}

static bool write_all(int descriptor, const struct dmz_buffer *text) {
    for (size_t done = 0; done < text->count;) {
        ssize_t count = write(descriptor, text->bytes + done, text->count - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        done += (size_t)count;
    }
    return true;
}

/* Frees the temporary name, of which there is no file any more, or never was one of ours. */
static void forget_temporary(struct dmz_output *output) {
    dmz_leftover_forget(output->temporary);
    free(output->temporary);
    output->temporary = NULL;
}

/* Signals wait until the name is remembered. */
static int open_named(struct dmz_output *output) {
    sigset_t before;
    dmz_signals_hold(&before);
    int descriptor = open(output->temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, FILE_MODE), error = errno;
    if (descriptor < 0)
        forget_temporary(output); /* what has that name is somebody else's */
    else
        dmz_leftover_add(output->temporary);
    dmz_signals_release(&before);
    errno = error;
    return descriptor;
}

/* Opens a nameless file in the directory of output->path, or a named one where the file system knows no nameless
 * ones. */
static int open_beside(struct dmz_output *output) {
    char *copy = strdup(output->path);
    if (!copy)
        return -1;
    int descriptor = open(dirname(copy), O_TMPFILE | O_WRONLY | O_CLOEXEC, FILE_MODE);
    int error = errno;
    free(copy);
    if (descriptor >= 0 || (error != EOPNOTSUPP && error != EISDIR && error != EINVAL)) {
        errno = error;
        return descriptor;
    }
    size_t size = strlen(output->path) + 32;
    output->temporary = malloc(size);
    if (!output->temporary)
        return -1;
    snprintf(output->temporary, size, "%s.%ld.part", output->path, (long)getpid());
    return open_named(output);
}

/* Pipes and devices have no bytes to keep whole. */
static bool is_standard_output(const char *path) {
    return !strcmp(path, "-") || !strcmp(path, "/dev/stdout");
}

static bool is_stream(const char *path) {
    struct stat status;
    return is_standard_output(path) || (!stat(path, &status) && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode));
}

enum dmz_status dmz_output_check(struct dmz_context *context, const char *path, bool overwrite) {
    struct stat status;
    if (is_stream(path))
        return DMZ_OK;
    if (!stat(path, &status) && S_ISDIR(status.st_mode))
        return fail(context, DMZ_OUTPUT, path, EISDIR);
    if (!overwrite && !lstat(path, &status)) {
        dmz_hint(context, "use --overwrite to replace it");
        return fail(context, DMZ_OUTPUT, path, EEXIST);
    }
    if (!look_up_directory(path, &status))
        return fail(context, DMZ_OUTPUT, path, errno == ENOMEM ? ENOMEM : ENOENT);
    return DMZ_OK;
}

enum dmz_status dmz_output_stage(struct dmz_context *context, const char *path, const struct dmz_buffer *text,
                                 bool overwrite, struct dmz_output *output) {
    *output = (struct dmz_output){.path = path, .descriptor = -1, .overwrite = overwrite};
    if (text->failed)
        return dmz_fail_memory(context);
    enum dmz_status status = dmz_output_check(context, path, overwrite);
    if (status || is_stream(path))
        return status;
    output->descriptor = open_beside(output);
    if (output->descriptor < 0 || !write_all(output->descriptor, text) || fsync(output->descriptor)) {
        int error = errno;
        dmz_output_abandon(output);
        return fail(context, DMZ_OUTPUT, path, error);
    }
    return DMZ_OK;
}

static enum dmz_status fail_output(struct dmz_context *context, struct dmz_output *output) {
    int error = errno;
    const char *path = !strcmp(output->path, "-") ? "standard output" : output->path;
    dmz_output_abandon(output);
    return fail(context, DMZ_OUTPUT, path, error);
}

enum dmz_status dmz_output_begin(struct dmz_context *context, const char *path, bool overwrite,
                                 struct dmz_output *output) {
    *output = (struct dmz_output){.path = path, .descriptor = -1, .overwrite = overwrite};
    enum dmz_status status = dmz_output_check(context, path, overwrite);
    if (status)
        return status;
    if (is_standard_output(path))
        output->stream = STDOUT_FILENO;
    else if (is_stream(path))
        output->stream = open(path, O_WRONLY | O_CLOEXEC);
    else
        output->descriptor = open_beside(output);
    bool is_open = output->stream > 0 || output->descriptor >= 0;
    return is_open ? DMZ_OK : fail_output(context, output);
}

enum dmz_status dmz_output_add(struct dmz_context *context, struct dmz_output *output,
                               const struct dmz_buffer *text) {
    if (text->failed)
        return dmz_fail_memory(context);
    int descriptor = output->stream ? output->stream : output->descriptor;
    return write_all(descriptor, text) ? DMZ_OK : fail_output(context, output);
}

enum dmz_status dmz_output_end(struct dmz_context *context, struct dmz_output *output) {
    return output->stream || !fsync(output->descriptor) ? DMZ_OK : fail_output(context, output);
}

/* Gives a nameless file the name `path`. */
static bool name_file(int descriptor, const char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    return !linkat(AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

static bool write_stream(struct dmz_output *output, const struct dmz_buffer *text) {
    int descriptor = output->stream                     ? output->stream
                     : is_standard_output(output->path) ? STDOUT_FILENO
                                                        : open(output->path, O_WRONLY | O_CLOEXEC);
    bool written = descriptor >= 0 && write_all(descriptor, text);
    output->stream = 0;
    return (descriptor < 0 || !close(descriptor)) && written;
}

/* What a link leads to is what is replaced, not the link. Returns a path to free, NULL where memory runs out. */
static char *replaced_path(const char *path) {
    char *real = realpath(path, NULL);
    return real ? real : strdup(path);
}

static bool replace(struct dmz_output *output) {
    bool done = false;
    char *target = replaced_path(output->path);
    size_t size = strlen(output->path) + PATH_MAX;
    if (target && !output->temporary && (output->temporary = malloc(size))) {
        snprintf(output->temporary, size, "%s.%ld.part", target, (long)getpid());
        if (name_file(output->descriptor, output->temporary))
            dmz_leftover_add(output->temporary);
        else
            forget_temporary(output);
    }
    if (target && output->temporary)
        done = !rename(output->temporary, target);
    free(target);
    return done;
}

static bool place_new(const struct dmz_output *output) {
    if (!output->temporary)
        return name_file(output->descriptor, output->path);
    return !link(output->temporary, output->path) && !unlink(output->temporary);
}

enum dmz_status dmz_output_commit(struct dmz_context *context, struct dmz_output *output,
                                  const struct dmz_buffer *text) {
    const char *path = !strcmp(output->path, "-") ? "standard output" : output->path;
    errno = 0;
    bool done = output->descriptor < 0 ? write_stream(output, text)
                : output->overwrite    ? replace(output)
                                       : place_new(output);
    int error = errno;
    if (done)
        forget_temporary(output);
    dmz_output_abandon(output);
    return done ? DMZ_OK : fail(context, DMZ_OUTPUT, path, error);
}

void dmz_output_abandon(struct dmz_output *output) {
    if (!output->path)
        return;
    if (output->descriptor >= 0)
        close(output->descriptor);
    if (output->stream > STDOUT_FILENO)
        close(output->stream);
    if (output->temporary)
        unlink(output->temporary);
    forget_temporary(output);
    *output = (struct dmz_output){0};
}
