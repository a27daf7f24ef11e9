/* context.c: one run's state: library handles, the error, the warnings. */
#include "dmz/context.h"

#include <geos_c.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/plane.h"

enum { MESSAGE_BYTES = 1024, WARNINGS_MOST = 64 };

struct dmz_context {
    GEOSContextHandle_t geos;
    struct pj_ctx *proj;
    char message[MESSAGE_BYTES];
    char hint[MESSAGE_BYTES];
    char geos_said[MESSAGE_BYTES];
    char warnings[WARNINGS_MOST][MESSAGE_BYTES]; /* room beforehand: no warning is lost for want of memory */
    size_t warning_count;
    size_t input_limit; /* bytes of one input; 0: none was set */
    bool lacks_memory;
};

/* GEOS's notices go nowhere: without a handler they would be printed. */
static void hear_notice(const char *message, void *data) {
    (void)message;
    (void)data;
}

static void hear_error(const char *message, void *data) {
    struct dmz_context *context = data;
    snprintf(context->geos_said, sizeof context->geos_said, "%s", message);
}

struct dmz_context *dmz_context_create(void) {
    struct dmz_context *context = calloc(1, sizeof *context);
    if (!context)
        return NULL;
    context->geos = GEOS_init_r();
    context->proj = dmz_plane_library_create();
    if (!context->geos || !context->proj) {
        dmz_context_free(context);
        return NULL;
    }
    GEOSContext_setNoticeMessageHandler_r(context->geos, hear_notice, context);
    GEOSContext_setErrorMessageHandler_r(context->geos, hear_error, context);
    return context;
}

void dmz_context_free(struct dmz_context *context) {
    if (!context)
        return;
    if (context->geos)
        GEOS_finish_r(context->geos);
    dmz_plane_library_free(context->proj);
    free(context);
}

enum dmz_status dmz_fail(struct dmz_context *context, enum dmz_status status, const char *format, ...) {
    if (context->message[0])
        return status;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(context->message, sizeof context->message, format, arguments);
    va_end(arguments);
    return status;
}

void dmz_forget(struct dmz_context *context) {
    context->message[0] = context->hint[0] = 0;
    context->lacks_memory = false;
}

void dmz_hint(struct dmz_context *context, const char *format, ...) {
    if (context->hint[0])
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(context->hint, sizeof context->hint, format, arguments);
    va_end(arguments);
}

void dmz_warn(struct dmz_context *context, const char *format, ...) {
    if (context->warning_count == WARNINGS_MOST)
        return;
    char text[MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (size_t i = 0; i < context->warning_count; i++)
        if (!strcmp(context->warnings[i], text))
            return;
    if (context->warning_count == WARNINGS_MOST - 1)
        snprintf(text, sizeof text, "more warnings are not shown");
    memcpy(context->warnings[context->warning_count++], text, sizeof text);
}

void dmz_forget_warnings(struct dmz_context *context) {
    context->warning_count = 0;
}

enum dmz_status dmz_fail_memory(struct dmz_context *context) {
    context->lacks_memory = true;
    return dmz_fail(context, DMZ_MEMORY, "out of memory");
}

bool dmz_lacks_memory(const struct dmz_context *context) {
    return context->lacks_memory;
}

const char *dmz_context_message(const struct dmz_context *context) {
    return context->message;
}

const char *dmz_context_hint(const struct dmz_context *context) {
    return context->hint;
}

size_t dmz_context_warning_count(const struct dmz_context *context) {
    return context->warning_count;
}

const char *dmz_context_warning(const struct dmz_context *context, size_t i) {
    return context->warnings[i];
}

void dmz_context_limit_input(struct dmz_context *context, size_t bytes) {
    context->input_limit = bytes;
}

size_t dmz_context_input_limit(const struct dmz_context *context) {
    return context->input_limit;
}

struct GEOSContextHandle_HS *dmz_context_geos(struct dmz_context *context) {
    return context->geos;
}

struct pj_ctx *dmz_context_proj(struct dmz_context *context) {
    return context->proj;
}

const char *dmz_context_geos_said(struct dmz_context *context) {
    return context->geos_said;
}

const char *dmz_context_geos_version(void) {
    return GEOSversion();
}
