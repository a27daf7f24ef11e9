/* loading.h: libraries that only some runs need. */
#ifndef DMZ_CORE_LOADING_H
#define DMZ_CORE_LOADING_H

#include <stdbool.h>

/* Loads a library by its name or path, for the rest of the process. NULL where there is none; *lacks_memory tells
 * whether it is there but was refused the memory. */
void *dmz_library_load(const char *name, bool *lacks_memory);

#endif
