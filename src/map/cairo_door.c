/* cairo_door.c: the only door to cairo and Pango, which are loaded by the runs that draw and by no others. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "map/cairo_door.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "core/loading.h"

static enum dmz_status fail_absent(struct dmz_context *context, const char *why, const char *what) {
    dmz_hint(context, "install Pango 1.44 and cairo 1.16, or newer (Debian: apt-get install libpangocairo-1.0-0)");
    return dmz_fail(context, DMZ_OUTPUT, "--map: drawing needs cairo and Pango, %s%s", why, what);
}

static dmz_glib_listener *say;

/* GLib's errors end the process by a signal and a line of their own. Pango has none but that there is no memory, be
 * it for another thread, which GLib does not tell apart: errno says so to whoever listens for crashes. */
static void hear(const char *domain, int level, const char *message, void *data) {
    if (level & (DMZ_GLIB_FATAL | DMZ_GLIB_ERROR)) {
        errno = ENOMEM;
        abort();
    }
    say(domain, level, message, data);
}

/* Fontconfig that finds no memory for its settings, some 10 MB with the fonts, tries again for ever. */
static bool has_memory(void) {
    enum { ENOUGH = 16 << 20 };
    /* malloc would learn from so large a piece to keep such ones */
    void *room = mmap(NULL, ENOUGH, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return room != MAP_FAILED && !munmap(room, ENOUGH);
}

/* It stays loaded: fonts that were found are kept by what cannot be unloaded. */
enum dmz_status dmz_cairo_load(struct dmz_context *context, struct dmz_cairo *cairo) {
    const char *chosen = getenv("DMZCALC_PANGO"), *missing = NULL;
    bool lacks_memory = false;
    cairo->library = dmz_library_load(chosen && *chosen ? chosen : "libpangocairo-1.0.so.0", &lacks_memory);
    if (lacks_memory || (cairo->library && !has_memory()))
        return dmz_fail_memory(context);
    if (!cairo->library)
        return fail_absent(context, "which are not installed", "");
#define FIND(answer, call, takes)                                                                                    \
    *(void **)&cairo->call = dlsym(cairo->library, #call);                                                           \
    if (!cairo->call)                                                                                                \
        missing = #call;
    DMZ_CAIRO_CALLS(FIND)
#undef FIND
    if (!missing) {
        say = cairo->g_log_default_handler;
        cairo->g_log_set_default_handler(hear, NULL);
    }
    return missing ? fail_absent(context, "and those installed have no ", missing) : DMZ_OK;
}
