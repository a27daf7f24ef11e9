/* buffer.c: text that grows. */
#include "dmz/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Makes room for `count` more bytes and a NUL. */
static bool reserve(struct dmz_buffer *buffer, size_t count) {
    size_t wanted = buffer->count + count + 1;
    if (buffer->failed || wanted <= buffer->capacity)
        return !buffer->failed;
    size_t capacity = wanted > 2 * buffer->capacity ? wanted : 2 * buffer->capacity;
    char *bytes = realloc(buffer->bytes, capacity);
    buffer->failed = !bytes;
    if (bytes) {
        buffer->bytes = bytes;
        buffer->capacity = capacity;
    }
    return bytes;
}

void dmz_buffer_add(struct dmz_buffer *buffer, const char *bytes, size_t count) {
    if (!reserve(buffer, count))
        return;
    if (count)
        memcpy(buffer->bytes + buffer->count, bytes, count);
    buffer->count += count;
    buffer->bytes[buffer->count] = 0;
}

void dmz_buffer_text(struct dmz_buffer *buffer, const char *text) {
    dmz_buffer_add(buffer, text, strlen(text));
}

void dmz_buffer_format(struct dmz_buffer *buffer, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length >= 0 && reserve(buffer, (size_t)length)) {
        vsnprintf(buffer->bytes + buffer->count, (size_t)length + 1, format, again);
        buffer->count += (size_t)length;
    }
    va_end(again);
    va_end(arguments);
}

void dmz_buffer_free(struct dmz_buffer *buffer) {
    free(buffer->bytes);
    *buffer = (struct dmz_buffer){0};
}
