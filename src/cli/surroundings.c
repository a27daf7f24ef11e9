/* surroundings.c: what of its environment a run heeds. */
#include "cli/surroundings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

/* What stays: names, or beginnings of names with a "*". The last row is for those who look for defects. */
static const char *const KEPT[] = {
    "PATH",     "HOME",           "TMPDIR",       "PWD",      "LD_*",      "DMZCALC_*",
    "XDG_*",    "FONTCONFIG_*",   "PROJ_DATA",    "PROJ_LIB", "GDAL_DATA", //
    "MALLOC_*", "GLIBC_TUNABLES", "*SAN_OPTIONS", "LLVM_*",   "GCOV_*",
};

static bool fits(const char *pattern, const char *name, size_t length) {
    size_t size = strlen(pattern);
    if (pattern[0] == '*')
        return length >= size - 1 && !memcmp(name + length - (size - 1), pattern + 1, size - 1);
    if (pattern[size - 1] == '*')
        return length >= size - 1 && !memcmp(name, pattern, size - 1);
    return length == size && !memcmp(name, pattern, size);
}

/* Whether a list of directories ("a:b") has the file in one of them. */
static bool has_file(const char *directories, const char *file) {
    for (const char *at = directories; at; at = strchr(at, ':') ? strchr(at, ':') + 1 : NULL) {
        char path[4096];
        int length = snprintf(path, sizeof path, "%.*s/%s", (int)strcspn(at, ":"), at, file);
        if (length > 0 && (size_t)length < sizeof path && !access(path, R_OK))
            return true;
    }
    return false;
}

/* What points nowhere would only keep libraries from where they were installed. */
static bool leads_nowhere(const char *name, size_t length, const char *value) {
    if (fits("PROJ_DATA", name, length) || fits("PROJ_LIB", name, length))
        return !has_file(value, "proj.db");
    return fits("GDAL_DATA", name, length) && access(value, X_OK);
}

static bool is_kept(const char *entry) {
    size_t length = strcspn(entry, "=");
    bool kept = false;
    for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT && !kept; i++)
        kept = fits(KEPT[i], entry, length);
    return kept && entry[length] && !leads_nowhere(entry, length, entry + length + 1);
}

/* PROJ looks there before anywhere else, for grids and for its database; below HOME where this is not said. */
#define NO_DIRECTORY "/dev/null"

void dmz_surroundings_settle(const struct dmz_settings *settings) {
    if (settings->allow_remote)
        return;
    char **to = environ;
    for (char **from = environ; from && *from; from++)
        if (is_kept(*from))
            *to++ = *from;
    if (to)
        *to = NULL;
    setenv("PROJ_USER_WRITABLE_DIRECTORY", NO_DIRECTORY, 1); /* without memory the run ends soon anyway */
}
