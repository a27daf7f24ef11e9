/* loading.c: libraries that only some runs need. */
#include "core/loading.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* Loaders answer in words only; they are glibc's, the last ones musl's. */
static bool tells_of_memory(const char *message) {
    static const char *const words[] = {"failed to map segment", "cannot map zero-fill", "annot allocate memory",
                                        "ut of memory"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (message && strstr(message, words[i]))
            return true;
    return false;
}

void *dmz_library_load(const char *name, bool *lacks_memory) {
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    *lacks_memory = !library && tells_of_memory(dlerror());
    return library;
}
