/* faults.h: calls of the program under test that are made to fail, one after another. */
#ifndef DMZ_TESTS_FAULTS_H
#define DMZ_TESTS_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

enum fault_call {
    FAULT_ALLOCATE, /* malloc, calloc, realloc, strdup, realpath, opendir */
    FAULT_READ,
    FAULT_WRITE,
    FAULT_OPEN,
    FAULT_CLOSE,
    FAULT_FSYNC,
    FAULT_RENAME,
    FAULT_LINK,
    FAULT_UNLINK,
    FAULT_PIPE,
    FAULT_FORK,
    FAULT_CALLS
};

/* What fails in a run. Calls are counted from 1. */
struct fault_plan {
    enum fault_call call;
    unsigned long at;  /* the call that fails; 0: none does */
    bool from_then_on; /* and all after it */
    bool everyones;    /* calls of libraries count as well, else the program's own alone */
    bool named;        /* the file system knows no files without a name */
    bool traced;       /* where it failed is printed */
    int error;         /* errno of what fails; FAULT_SHORT: one byte only is written or read, and that is no error */
};

#define FAULT_SHORT (-1)

/* The plan of this process and of those that it forks. */
extern struct fault_plan fault_plan;

/* How many calls there were so far, in all processes of a run. */
extern unsigned long *fault_counts;

/* Makes the counters ready; before that nothing is counted. */
void fault_begin(void);

/* Prints where the program is, to standard error. */
void fault_trace(void);

/* A file of the directory, whole. */
struct fault_file {
    char name[256];
    char *bytes;
    size_t count;
};

/* A directory as it is. The files' bytes are the caller's until fault_forget. */
struct fault_place {
    struct fault_file files[64];
    size_t count;
};

void fault_look(const char *directory, struct fault_place *place);
void fault_forget(struct fault_place *place);

/* Makes the directory what it was. */
void fault_restore(const char *directory, const struct fault_place *place);

/* What a run may leave. */
struct fault_terms {
    const struct fault_place *before, *after; /* a run that fails leaves the one, a run that does not the other */
    const struct fault_place *said;           /* what the run without faults said, out and err */
    const char *codes;                        /* exit codes besides 0, as in "56" */
    bool loose;   /* files may be of either, each whole, and with them temporary ones: what was to tidy up failed, or
                     was   killed */
    bool answers; /* the files of a run that fails say what failed, and are neither */
    bool apart;   /* files come one by one: each is of either, whole, or says what failed */
    bool foreign; /* libraries' allocations fail that print lines of their own, and crash */
    bool fonts;   /* with that, a map may be of other fonts */
    int killed;   /* a signal that the run may end by; 0: none */
};

/* Says what is wrong with a run that ended with `status` of waitpid, left `place` and said `said`; NULL: nothing. */
const char *fault_judge(const struct fault_terms *terms, int status, const struct fault_place *place,
                        const struct fault_place *said);

#endif
