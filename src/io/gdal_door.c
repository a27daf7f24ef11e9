/* gdal_door.c: the only door to GDAL, which is loaded by the runs that need it and by no others. */
#include "io/gdal_door.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/loading.h"

/* The library's numbers: GDAL 3.1 has 27; those to come are tried first. */
enum { NEWEST_NUMBER = 60, OLDEST_NUMBER = 27 };

enum { SEVERITY_WARNING = 2, SEVERITY_FAILURE = 3, SEVERITY_FATAL = 4, OUT_OF_MEMORY = 2 };

/* GDAL calls its listener without saying whose it is: the first one listens. */
static _Thread_local struct dmz_gdal *listening;

static void leave(struct dmz_gdal *gdal) {
    struct dmz_gdal **at = &listening;
    while (*at && *at != gdal)
        at = &(*at)->next;
    if (*at)
        *at = gdal->next;
    gdal->next = NULL;
}

void dmz_gdal_listen(struct dmz_gdal *gdal) {
    leave(gdal);
    gdal->next = listening;
    listening = gdal;
}

/* One line, without what ends it. */
static void keep_failure(struct dmz_gdal *gdal, const char *message) {
    size_t size = sizeof gdal->failure, length = strlen(message);
    while (length && strchr(" \t\r\n.", message[length - 1]))
        length--;
    snprintf(gdal->failure, size, "%.*s", (int)(length < size ? length : size), message);
    if (!gdal->failure[0])
        snprintf(gdal->failure, size, "unknown failure");
    for (char *c = gdal->failure; *c; c++)
        if (*c == '\n' || *c == '\r' || *c == '\t')
            *c = ' ';
}

static void listen(int severity, int number, const char *message) {
    if (severity == SEVERITY_FATAL)
        abort(); /* as GDAL does next, after a line of its own; for want of memory, which is said by us */
    if (!listening)
        return;
    bool lacks = number == OUT_OF_MEMORY || strstr(message, "out of memory"); /* the words are SQLite's */
    listening->is_out_of_memory = listening->is_out_of_memory || lacks;
    if (severity >= SEVERITY_FAILURE && !listening->failure[0])
        keep_failure(listening, message);
    if (severity == SEVERITY_WARNING)
        dmz_warn(listening->context, "%s: GDAL: %s", listening->name, message);
}

static void *load_installed(bool *lacks_memory) {
    void *library = NULL;
    *lacks_memory = false;
    for (int number = NEWEST_NUMBER; number >= OLDEST_NUMBER && !library && !*lacks_memory; number--) {
        char name[32];
        snprintf(name, sizeof name, "libgdal.so.%d", number);
        library = dmz_library_load(name, lacks_memory);
    }
    return library;
}

static enum dmz_status fail_absent(struct dmz_gdal *gdal, enum dmz_status status, const char *why) {
    dmz_hint(gdal->context,
             "install GDAL 3.1 or newer (Debian: apt-get install gdal-bin), or use GeoJSON, which needs none");
    return dmz_fail(gdal->context, status, "%s: this format needs GDAL, %s", gdal->name, why);
}

static void *find(const struct dmz_gdal *gdal, const char *call) {
    return dlsym(gdal->library, call);
}

/* Finds all calls. Returns the name of one that is missing but should not, or NULL. */
static const char *find_calls(struct dmz_gdal *gdal) {
    const char *missing = NULL;
#define FIND(answer, call, takes)                                                                                    \
    *(void **)&gdal->call = find(gdal, #call);                                                                       \
    if (!gdal->call)                                                                                                 \
        missing = #call;
#define FIND_LATER(answer, call, takes) *(void **)&gdal->call = find(gdal, #call);
    DMZ_GDAL_CALLS(FIND)
    DMZ_GDAL_RASTER_CALLS(FIND)
    DMZ_GDAL_LATER_CALLS(FIND_LATER)
#undef FIND
#undef FIND_LATER
    return missing;
}

/* What GDAL must not do, whatever the environment says: load plug-ins, run what a file names, fetch what it names,
 * put files beside those it reads; and the date that it writes into files instead of today's. */
static void configure(const struct dmz_gdal *gdal) {
    static const char *const options[][2] = {
        {"GDAL_DRIVER_PATH", "disable"},  {"GDAL_PAM_ENABLED", "NO"},
        {"GDAL_VRT_ENABLE_PYTHON", "NO"}, {"OGR_SQLITE_LOAD_EXTENSIONS", NULL},
        {"LIBKML_RESOLVE_STYLE", "NO"},   {"LIBKML_EXTERNAL_STYLE", "NO"},
        {"GDAL_CONFIG_FILE", ""},         {"OGR_SQLITE_PRAGMA", NULL},
        {"OGR_SQLITE_JOURNAL", NULL},     {"OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"},
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        gdal->CPLSetConfigOption(options[i][0], options[i][1]);
    if (gdal->OSRSetPROJEnableNetwork)
        gdal->OSRSetPROJEnableNetwork(0);
}

enum dmz_status dmz_gdal_begin(struct dmz_context *context, const char *name, enum dmz_status status,
                               struct dmz_gdal *gdal) {
    *gdal = (struct dmz_gdal){.context = context, .name = name};
    const char *chosen = getenv("DMZCALC_GDAL");
    bool lacks_memory = false;
    gdal->library = chosen && chosen[0] ? dmz_library_load(chosen, &lacks_memory) : load_installed(&lacks_memory);
    if (lacks_memory)
        return dmz_fail_memory(context);
    if (!gdal->library)
        return fail_absent(gdal, status, "which is not installed");
    const char *missing = find_calls(gdal);
    if (missing) {
        char why[128];
        snprintf(why, sizeof why, "and the one installed has no %s", missing);
        gdal->library = NULL;
        return fail_absent(gdal, status, why);
    }
    dmz_gdal_listen(gdal);
    gdal->CPLPushErrorHandler(listen);
    configure(gdal);
    return DMZ_OK;
}

bool dmz_gdal_register(struct dmz_gdal *gdal, const char *driver, const char *registers) {
    void (*call)(void);
    *(void **)&call = find(gdal, registers);
    if (call)
        call();
    void *found = gdal->GDALGetDriverByName(driver);
    if (found || strcmp(driver, "Parquet") || !gdal->GDALRegisterPlugin)
        return found;
    gdal->CPLSetConfigOption("GDAL_DRIVER_PATH", NULL); /* where plug-ins are; only this one is loaded */
    gdal->GDALRegisterPlugin("ogr_Parquet");
    gdal->CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
    gdal->failure[0] = '\0'; /* whether it is there is the answer */
    return gdal->GDALGetDriverByName(driver);
}

enum dmz_status dmz_gdal_check(struct dmz_gdal *gdal, enum dmz_status status) {
    if (!gdal->failure[0])
        return DMZ_OK;
    if (gdal->is_out_of_memory)
        return dmz_fail_memory(gdal->context);
    return dmz_fail(gdal->context, status, "%s: GDAL: %s", gdal->name, gdal->failure);
}

void dmz_gdal_end(struct dmz_gdal *gdal) {
    if (gdal->library)
        gdal->CPLPopErrorHandler();
    leave(gdal);
    gdal->library = NULL;
}
