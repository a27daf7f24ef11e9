/* buffer.h: text that grows: what is written is whole in memory before a file is touched. */
#ifndef DMZ_BUFFER_H
#define DMZ_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"

DMZ_API_BEGIN

/* Zero-initialise; release with dmz_buffer_free. Where memory runs out, `failed` is set and what follows is
 * dropped, so that only the end need be checked. */
struct dmz_buffer {
    char *bytes; /* ended by a NUL that `count` does not count; NULL while empty */
    size_t count, capacity;
    bool failed;
};

/* Appends `count` bytes; a string; text formatted as by printf. */
void dmz_buffer_add(struct dmz_buffer *buffer, const char *bytes, size_t count);
void dmz_buffer_text(struct dmz_buffer *buffer, const char *text);
void dmz_buffer_format(struct dmz_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_buffer_free(struct dmz_buffer *buffer);

DMZ_API_END

#endif
