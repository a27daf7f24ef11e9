/* calls.c: stands before the calls of the program under test and makes some of them fail.
 *
 * Built twice: as a library that is loaded before the others, by which libraries' calls can fail as well; and linked
 * with --wrap into a program of its own, whose own calls fail, so that sanitizers can look on. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "faults.h"

#ifdef FAULTS_WRAPPED
#define OURS(name) __wrap_##name
#define REAL_ALLOCATION(name) __real_##name
#define REAL(name) __real_##name
#else
#define OURS(name) name
#define REAL_ALLOCATION(name) __libc_##name
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#endif

/* clang-format off */
void *REAL_ALLOCATION(malloc)(size_t size);
void *REAL_ALLOCATION(calloc)(size_t count, size_t size);
void *REAL_ALLOCATION(realloc)(void *old, size_t size);
#ifdef FAULTS_WRAPPED
char *__real_realpath(const char *path, char *resolved);
DIR *__real_opendir(const char *path);
pid_t __real_fork(void);
#endif
void *OURS(malloc)(size_t size);
void *OURS(calloc)(size_t count, size_t size);
void *OURS(realloc)(void *old, size_t size);
char *OURS(strdup)(const char *text);
char *OURS(realpath)(const char *path, char *resolved);
DIR *OURS(opendir)(const char *path);
ssize_t OURS(read)(int descriptor, void *bytes, size_t count);
ssize_t OURS(write)(int descriptor, const void *bytes, size_t count);
int OURS(open)(const char *path, int flags, ...);
int OURS(close)(int descriptor);
int OURS(fsync)(int descriptor);
int OURS(rename)(const char *from, const char *to);
int OURS(link)(const char *from, const char *to);
int OURS(linkat)(int from_directory, const char *from, int to_directory, const char *to, int flags);
int OURS(unlink)(const char *path);
int OURS(pipe)(int ends[2]);
pid_t OURS(fork)(void);
/* clang-format on */

struct fault_plan fault_plan;
unsigned long *fault_counts;

#ifdef FAULTS_WRAPPED
static bool is_own(const void *caller) {
    return caller;
}

static void find_program(void) {
}
#else
/* Where the program's own code lies. */
static uintptr_t program_begin, program_end;

static int note_program(struct dl_phdr_info *info, size_t size, void *data) {
    (void)size, (void)data;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD && info->dlpi_phdr[i].p_flags & PF_X) {
            program_begin = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
            program_end = program_begin + info->dlpi_phdr[i].p_memsz;
        }
    return 1; /* the first is the program */
}

static void find_program(void) {
    dl_iterate_phdr(note_program, NULL);
}

static bool is_own(const void *caller) {
    return (uintptr_t)caller >= program_begin && (uintptr_t)caller < program_end;
}
#endif

void fault_begin(void) {
    find_program();
    if (fault_counts)
        memset(fault_counts, 0, FAULT_CALLS * sizeof *fault_counts);
    else
        fault_counts =
            mmap(NULL, FAULT_CALLS * sizeof *fault_counts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

/* For addr2line. */
void fault_trace(void) {
    void *frames[24];
    bool everyones = fault_plan.everyones;
    fault_plan.everyones = false;
    backtrace_symbols_fd(frames, backtrace(frames, 24), STDERR_FILENO);
    fault_plan.everyones = everyones;
}

/* Counts a call; whether it is one that fails. */
static bool fails(enum fault_call call, const void *caller) {
    if (!fault_counts || !(is_own(caller) || (fault_plan.everyones && call == FAULT_ALLOCATE)))
        return false;
    unsigned long number = __atomic_add_fetch(&fault_counts[call], 1, __ATOMIC_RELAXED);
    if (call != fault_plan.call || !fault_plan.at)
        return false;
    if (number == fault_plan.at && fault_plan.traced)
        fault_trace();
    return fault_plan.from_then_on ? number >= fault_plan.at : number == fault_plan.at;
}

#define FAILS(call) fails(call, __builtin_return_address(0))

static long fail(void) {
    errno = fault_plan.error;
    return -1;
}

static void *fail_allocation(void) {
    errno = ENOMEM;
    return NULL;
}

void *OURS(malloc)(size_t size) {
    return FAILS(FAULT_ALLOCATE) ? fail_allocation() : REAL_ALLOCATION(malloc)(size);
}

void *OURS(calloc)(size_t count, size_t size) {
    return FAILS(FAULT_ALLOCATE) ? fail_allocation() : REAL_ALLOCATION(calloc)(count, size);
}

void *OURS(realloc)(void *old, size_t size) {
    return FAILS(FAULT_ALLOCATE) ? fail_allocation() : REAL_ALLOCATION(realloc)(old, size);
}

char *OURS(strdup)(const char *text) {
    if (FAILS(FAULT_ALLOCATE))
        return fail_allocation();
    char *copy = REAL_ALLOCATION(malloc)(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}

char *OURS(realpath)(const char *path, char *resolved) {
    return FAILS(FAULT_ALLOCATE) ? fail_allocation() : REAL(realpath)(path, resolved);
}

DIR *OURS(opendir)(const char *path) {
    return FAILS(FAULT_ALLOCATE) ? fail_allocation() : REAL(opendir)(path);
}

ssize_t OURS(read)(int descriptor, void *bytes, size_t count) {
    if (FAILS(FAULT_READ)) {
        if (fault_plan.error != FAULT_SHORT)
            return fail();
        count = count ? 1 : 0;
    }
    return syscall(SYS_read, descriptor, bytes, count);
}

ssize_t OURS(write)(int descriptor, const void *bytes, size_t count) {
    if (FAILS(FAULT_WRITE)) {
        if (fault_plan.error != FAULT_SHORT)
            return fail();
        count = count ? 1 : 0;
    }
    return syscall(SYS_write, descriptor, bytes, count);
}

int OURS(open)(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0;
    va_end(rest);
    if (fault_plan.named && (flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return (int)(FAILS(FAULT_OPEN) ? fail() : syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

/* What fails to close is closed all the same, as in Linux. */
int OURS(close)(int descriptor) {
    long result = syscall(SYS_close, descriptor);
    return (int)(FAILS(FAULT_CLOSE) ? fail() : result);
}

int OURS(fsync)(int descriptor) {
    return (int)(FAILS(FAULT_FSYNC) ? fail() : syscall(SYS_fsync, descriptor));
}

int OURS(rename)(const char *from, const char *to) {
    return (int)(FAILS(FAULT_RENAME) ? fail() : syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int OURS(link)(const char *from, const char *to) {
    return (int)(FAILS(FAULT_LINK) ? fail() : syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int OURS(linkat)(int from_directory, const char *from, int to_directory, const char *to, int flags) {
    return (int)(FAILS(FAULT_LINK) ? fail() : syscall(SYS_linkat, from_directory, from, to_directory, to, flags));
}

int OURS(unlink)(const char *path) {
    return (int)(FAILS(FAULT_UNLINK) ? fail() : syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

int OURS(pipe)(int ends[2]) {
    return (int)(FAILS(FAULT_PIPE) ? fail() : syscall(SYS_pipe2, ends, 0));
}

pid_t OURS(fork)(void) {
    return FAILS(FAULT_FORK) ? (pid_t)fail() : REAL(fork)();
}
