/* counters.c: in the build of `make coverage` alone: processes that end by _exit leave behind which lines they
 * ran. */
#define _GNU_SOURCE /* RTLD_DEFAULT */
#include <dlfcn.h>
#include <stddef.h>
#include <unistd.h>

void __gcov_dump(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);

/* Where tests/faults makes calls fail, those of the counters do not: without `fault_counts` none fails any more. */
_Noreturn void __wrap__exit(int status) {
    unsigned long **counts = dlsym(RTLD_DEFAULT, "fault_counts");
    if (counts)
        *counts = NULL;
    __gcov_dump();
    __real__exit(status);
}
