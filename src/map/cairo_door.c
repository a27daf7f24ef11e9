/* cairo_door.c: the only door to cairo and Pango, which are loaded by the runs that draw and by no others. */
#include "map/cairo_door.h"

#include <dlfcn.h>
#include <stdlib.h>

static enum dmz_status fail_absent(struct dmz_context *context, const char *why, const char *what) {
    dmz_hint(context, "install Pango 1.44 and cairo 1.16, or newer (Debian: apt-get install libpangocairo-1.0-0)");
    return dmz_fail(context, DMZ_OUTPUT, "--map: drawing needs cairo and Pango, %s%s", why, what);
}

/* It stays loaded: fonts that were found are kept by what cannot be unloaded. */
enum dmz_status dmz_cairo_load(struct dmz_context *context, struct dmz_cairo *cairo) {
    const char *chosen = getenv("DMZCALC_PANGO"), *missing = NULL;
    cairo->library = dlopen(chosen && *chosen ? chosen : "libpangocairo-1.0.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!cairo->library)
        return fail_absent(context, "which are not installed", "");
#define FIND(answer, call, takes)                                                                                    \
    *(void **)&cairo->call = dlsym(cairo->library, #call);                                                           \
    if (!cairo->call)                                                                                                \
        missing = #call;
    DMZ_CAIRO_CALLS(FIND)
#undef FIND
    return missing ? fail_absent(context, "and those installed have no ", missing) : DMZ_OK;
}
