/* file.c: files read whole, and written whole or not at all. */
#define _GNU_SOURCE /* O_TMPFILE: a file without a name, which no signal can leave behind */
#include "dmz/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dmz/units.h"
#include "io/leftovers.h"
#include "io/place.h"

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

/* Whether two files, of which one is not there yet, have the same name in the same directory. */
static bool same_name(const char *a, const char *b) {
    struct stat p, q;
    const char *name_a = strrchr(a, '/'), *name_b = strrchr(b, '/');
    return !strcmp(name_a ? name_a + 1 : a, name_b ? name_b + 1 : b) && dmz_place_find_directory(a, &p) &&
           dmz_place_find_directory(b, &q) && same_file(&p, &q);
}

bool dmz_file_same_place(const char *a, const char *b) {
    struct stat p, q;
    if (look_up(a, STDOUT_FILENO, &p) && look_up(b, STDOUT_FILENO, &q))
        return S_ISREG(p.st_mode) && same_file(&p, &q);
    char *followed_a = dmz_place_follow(a), *followed_b = dmz_place_follow(b);
    bool same = followed_a && followed_b && same_name(followed_a, followed_b);
    free(followed_a);
    free(followed_b);
    return same;
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

/* Whether a nameless file can be given a name later, which goes by /proc. */
static bool can_be_named(int descriptor) {
    char link[64];
    struct stat found;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    return !lstat(link, &found);
}

/* Opens a nameless file in the directory of output->target; -1, with errno EOPNOTSUPP, where the file system knows
 * none. */
static int open_nameless(const struct dmz_output *output) {
    char *copy = strdup(output->target);
    if (!copy)
        return -1;
    int descriptor = open(dirname(copy), O_TMPFILE | O_WRONLY | O_CLOEXEC, FILE_MODE);
    int error = errno == EISDIR || errno == EINVAL ? EOPNOTSUPP : errno;
    free(copy);
    if (descriptor >= 0 && !can_be_named(descriptor)) {
        close(descriptor);
        descriptor = -1;
        error = EOPNOTSUPP;
    }
    errno = error;
    return descriptor;
}

/* Makes a file of a name; signals wait until the name is remembered as one to take away. */
static int make_named(char *name) {
    sigset_t before;
    dmz_signals_hold(&before);
    int descriptor = open(name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, FILE_MODE), error = errno;
    if (descriptor >= 0)
        dmz_leftover_add(name);
    dmz_signals_release(&before);
    errno = error;
    return descriptor;
}

/* Frees the temporary name, of which there is no file any more. */
static void forget_temporary(struct dmz_output *output) {
    dmz_leftover_forget(output->temporary);
    free(output->temporary);
    output->temporary = NULL;
}

/* Opens a file of a name beside output->target. A name that is taken is somebody else's. */
static int open_named(struct dmz_output *output) {
    for (int number = 0; number < DMZ_PLACE_NAMES_MOST; number++) {
        char *name = dmz_place_beside(output->target, ".part", number);
        int descriptor = name ? make_named(name) : -1;
        if (descriptor >= 0) {
            output->temporary = name;
            return descriptor;
        }
        int error = errno;
        free(name);
        errno = error;
        if (error != EEXIST)
            return -1;
    }
    return -1;
}

/* Gives the new file the owner, where that is allowed, and the permissions of the one that it will replace: what was
 * for few to read does not become readable by all. */
static bool keep_permissions(const struct dmz_output *output) {
    struct stat old, new;
    if (!output->overwrite || stat(output->target, &old) || fstat(output->descriptor, &new))
        return true;
    bool is_owned = old.st_uid == new.st_uid &&old.st_gid == new.st_gid;
    if (!is_owned && fchown(output->descriptor, old.st_uid, old.st_gid))
        is_owned = false; /* it stays that of who writes */
    mode_t kept = old.st_mode & 0777;
    return (new.st_mode & 0777) == kept || !fchmod(output->descriptor, kept) || !(new.st_mode & 0777 & ~kept);
}

/* Opens a file in the directory of what is at output->path, or of what a link there leads to, for the bytes until
 * they are in their place. */
static bool open_beside(struct dmz_output *output) {
    output->target = dmz_place_follow(output->path);
    if (!output->target)
        return false;
    output->descriptor = open_nameless(output);
    if (output->descriptor < 0 && errno == EOPNOTSUPP)
        output->descriptor = open_named(output);
    return output->descriptor >= 0 && keep_permissions(output);
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
    char *target = dmz_place_follow(path);
    bool is_open = target && dmz_place_is_open(target);
    int error = errno;
    free(target);
    return is_open ? DMZ_OK : fail(context, DMZ_OUTPUT, path, error);
}

static enum dmz_status fail_output(struct dmz_context *context, struct dmz_output *output) {
    int error = errno;
    const char *path = !strcmp(output->path, "-") ? "standard output" : output->path;
    dmz_output_abandon(output);
    return fail(context, DMZ_OUTPUT, path, error);
}

enum dmz_status dmz_output_stage(struct dmz_context *context, const char *path, const struct dmz_buffer *text,
                                 bool overwrite, struct dmz_output *output) {
    *output = (struct dmz_output){.path = path, .descriptor = -1, .overwrite = overwrite};
    if (text->failed)
        return dmz_fail_memory(context);
    enum dmz_status status = dmz_output_check(context, path, overwrite);
    if (status || is_stream(path))
        return status;
    bool done = open_beside(output) && write_all(output->descriptor, text) && !fsync(output->descriptor);
    return done ? DMZ_OK : fail_output(context, output);
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
    bool is_open = output->stream ? output->stream > 0 : open_beside(output);
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

/* Gives a nameless file a name, as make_named does. */
static bool name_leftover(int descriptor, char *name) {
    sigset_t before;
    dmz_signals_hold(&before);
    bool is_named = name_file(descriptor, name);
    int error = errno;
    if (is_named)
        dmz_leftover_add(name);
    dmz_signals_release(&before);
    errno = error;
    return is_named;
}

/* Gives a nameless file a name beside its target. A name that is taken is somebody else's. */
static bool name_beside(struct dmz_output *output) {
    for (int number = 0; number < DMZ_PLACE_NAMES_MOST; number++) {
        char *name = dmz_place_beside(output->target, ".part", number);
        if (name && name_leftover(output->descriptor, name)) {
            output->temporary = name;
            return true;
        }
        int error = errno;
        free(name);
        errno = error;
        if (error != EEXIST)
            return false;
    }
    return false;
}

static bool replace(struct dmz_output *output) {
    return (output->temporary || name_beside(output)) && !rename(output->temporary, output->target);
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
    if (done) /* the name is gone: nothing to remove */
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
    free(output->target);
    *output = (struct dmz_output){0};
}
