/* context.c: one run's state: library handles, the error, the warnings. */
#include "dmz/context.h"

#include <geos_c.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/plane.h"

/* A message has room for a path as long as the system takes them, and for what is wrong with it. */
enum { MESSAGE_BYTES = 6144, WARNINGS_MOST = 256 };

/* Stands where a message that is too long was cut. */
#define CUT " [...] "

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

/* Whether this byte is within a character of UTF-8. */
static bool is_continued(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The beginning and the end of a text of `length` bytes, which say what it is of and what is wrong: the middle of a
 * name that is too long is what can be missed. */
static void shorten(const char *text, size_t length, char *shown) {
    size_t head = (MESSAGE_BYTES - sizeof CUT) / 2, tail = length - head;
    while (head && is_continued(text[head]))
        head--;
    while (is_continued(text[tail]))
        tail++;
    memcpy(shown, text, head);
    memcpy(shown + head, CUT, sizeof CUT - 1);
    memcpy(shown + head + sizeof CUT - 1, text + tail, length - tail + 1);
}

/* Writes a message into `shown`, which has MESSAGE_BYTES. Where memory is out, one that is too long loses its end. */
static void __attribute__((format(printf, 2, 0))) compose(char *shown, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(shown, MESSAGE_BYTES, format, arguments);
    char *whole = length >= MESSAGE_BYTES ? malloc((size_t)length + 1) : NULL;
    if (whole) {
        vsnprintf(whole, (size_t)length + 1, format, again);
        shorten(whole, (size_t)length, shown);
        free(whole);
    }
    va_end(again);
}

enum dmz_status dmz_fail(struct dmz_context *context, enum dmz_status status, const char *format, ...) {
    if (context->message[0])
        return status;
    va_list arguments;
    va_start(arguments, format);
    compose(context->message, format, arguments);
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
    compose(context->hint, format, arguments);
    va_end(arguments);
}

void dmz_warn(struct dmz_context *context, const char *format, ...) {
    if (context->warning_count == WARNINGS_MOST)
        return;
    char text[MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    compose(text, format, arguments);
    va_end(arguments);
    for (size_t i = 0; i < context->warning_count; i++)
        if (!strcmp(context->warnings[i], text))
            return;
    if (context->warning_count + 1 == WARNINGS_MOST)
        snprintf(text, sizeof text, "there were more warnings than these");
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
