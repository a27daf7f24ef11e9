/* context.h: one run's state: library handles, the error, the warnings. */
#ifndef DMZ_CONTEXT_H
#define DMZ_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"

DMZ_API_BEGIN

/* What a function answers; the numbers are the program's exit codes. */
enum dmz_status {
    DMZ_OK = 0,
    DMZ_DEFECT = 1,   /* a defect in dmzcalc itself */
    DMZ_USAGE = 2,    /* an option or operand that is not accepted */
    DMZ_INPUT = 3,    /* input unreadable or invalid */
    DMZ_GEOMETRY = 4, /* geometry cannot be computed to the tolerance */
    DMZ_OUTPUT = 5,   /* output could not be written */
    DMZ_MEMORY = 6    /* out of memory */
};

struct dmz_context;
struct GEOSContextHandle_HS;
struct pj_ctx;

/* Makes a context with its own GEOS and PROJ handles; PROJ's network is off. One context serves one thread. Returns
 * NULL where memory runs out. The caller releases it with dmz_context_free. */
struct dmz_context *dmz_context_create(void);

/* Releases the context and its handles. Takes NULL. */
void dmz_context_free(struct dmz_context *context);

/* Records why an operation failed and returns `status`, so that a caller writes `return dmz_fail(...)`. The first
 * message of a run stays: the deepest place knows best. `format` is as for printf. */
enum dmz_status dmz_fail(struct dmz_context *context, enum dmz_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds advice to the failure just recorded; shown after it as `hint: ...`. The first one stays. */
void dmz_hint(struct dmz_context *context, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Forgets the failure just recorded, since there is another way. */
void dmz_forget(struct dmz_context *context);

/* Records something that the user should know though the run goes on. Kept in order, each shown once. */
void dmz_warn(struct dmz_context *context, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Forgets the warnings so far, when they were shown before the run's end. */
void dmz_forget_warnings(struct dmz_context *context);

/* Short for running out of memory. */
enum dmz_status dmz_fail_memory(struct dmz_context *context);

/* Whether memory ran out since the last dmz_forget: what failed then may have done so for want of it alone. */
bool dmz_lacks_memory(const struct dmz_context *context);

/* The failure's message and its hint, "" where there is none. Borrowed, valid until the context is freed. */
const char *dmz_context_message(const struct dmz_context *context);
const char *dmz_context_hint(const struct dmz_context *context);

/* The warnings so far: their number, and one of them. Borrowed. */
size_t dmz_context_warning_count(const struct dmz_context *context);
const char *dmz_context_warning(const struct dmz_context *context, size_t i);

/* Sets the most bytes that any one input may have; 0, as at first, is no limit but that of what is held whole
 * (dmz/file.h). Readers of this context go by it. */
void dmz_context_limit_input(struct dmz_context *context, size_t bytes);
size_t dmz_context_input_limit(const struct dmz_context *context);

/* The handles for GEOS's reentrant calls and for PROJ. Borrowed. */
struct GEOSContextHandle_HS *dmz_context_geos(struct dmz_context *context);
struct pj_ctx *dmz_context_proj(struct dmz_context *context);

/* "3.11.1-CAPI-1.17.1": the version of GEOS that runs. */
const char *dmz_context_geos_version(void);

/* What GEOS complained of last, "" where of nothing. Borrowed until GEOS is called again. */
const char *dmz_context_geos_said(struct dmz_context *context);

DMZ_API_END

#endif
