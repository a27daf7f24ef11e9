/* place.c: where an output comes to lie, and names beside that for a while. */
#include "io/place.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As many links as the system follows; and of a name what leaves room for a number and a suffix where names have at
 * most 143 bytes, as in eCryptfs. */
enum { LINKS_MOST = 40, NAME_KEPT = 100 };

/* Where the last part of `path` begins. */
static size_t directory_length(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* Replaces *path, a link, by what it leads to. */
static bool follow_once(char **path) {
    char target[PATH_MAX];
    ssize_t length = readlink(*path, target, sizeof target - 1);
    if (length < 0)
        return false;
    target[length] = 0;
    size_t kept = *target == '/' ? 0 : directory_length(*path);
    char *followed = malloc(kept + (size_t)length + 1);
    if (!followed)
        return false;
    memcpy(followed, *path, kept);
    memcpy(followed + kept, target, (size_t)length + 1);
    free(*path);
    *path = followed;
    return true;
}

char *dmz_place_follow(const char *path) {
    struct stat found;
    char *followed = strdup(path);
    bool ok = followed;
    int links = 0;
    while (ok && !lstat(followed, &found) && S_ISLNK(found.st_mode)) {
        ok = links++ < LINKS_MOST && follow_once(&followed);
        if (links > LINKS_MOST)
            errno = ELOOP;
    }
    if (ok)
        return followed;
    int error = errno;
    free(followed);
    errno = error;
    return NULL;
}

bool dmz_place_find_directory(const char *path, struct stat *found) {
    char *copy = strdup(path);
    bool there = copy && !stat(dirname(copy), found);
    int error = errno;
    free(copy);
    errno = error;
    return there;
}

bool dmz_place_is_open(const char *path) {
    struct stat found;
    if (!dmz_place_find_directory(path, &found))
        return false;
    if (!S_ISDIR(found.st_mode)) {
        errno = ENOTDIR;
        return false;
    }
    char *copy = strdup(path);
    bool open = copy && !faccessat(AT_FDCWD, dirname(copy), W_OK | X_OK, AT_EACCESS);
    int error = errno;
    free(copy);
    errno = error;
    return open;
}

/* The length of `name` without what is too long, and without half a character. */
static size_t kept_length(const char *name) {
    size_t length = strlen(name);
    if (length <= NAME_KEPT)
        return length;
    length = NAME_KEPT;
    while (length && ((unsigned char)name[length] & 0xC0) == 0x80)
        length--;
    return length;
}

char *dmz_place_beside(const char *path, const char *suffix, int number) {
    size_t before = directory_length(path), kept = before + kept_length(path + before);
    size_t size = kept + strlen(suffix) + 48;
    char *name = malloc(size);
    if (name && number)
        snprintf(name, size, "%.*s.%ld-%d%s", (int)kept, path, (long)getpid(), number, suffix);
    else if (name)
        snprintf(name, size, "%.*s.%ld%s", (int)kept, path, (long)getpid(), suffix);
    return name;
}
