/* text.h: input text as messages show it: its places by line and column, foreign strings in quotes. */
#ifndef DMZ_IO_TEXT_H
#define DMZ_IO_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/buffer.h"
#include "dmz/context.h"

/* A text and the file's name in messages. Borrows both. */
struct dmz_text {
    const char *name;
    const char *bytes; /* not NUL-terminated */
    size_t size;
    size_t lines,
        columns; /* before it, where it is a piece of a longer one: whole lines, and characters after them */
};

enum { DMZ_TEXT_QUOTE_SIZE = 64 };

/* How many bytes the UTF-8 character at `bytes` has, 1 to 4, told from the `size` > 0 bytes that there are; so more
 * than `size` where the text ends inside it. 0 where there is none: stray or overlong bytes, surrogates, beyond
 * U+10FFFF. Source: Unicode 15, table 3-7. */
size_t dmz_text_character(const char *bytes, size_t size);

/* Whether all of a text is UTF-8. */
bool dmz_text_is_sound(const char *text);

enum { DMZ_TEXT_SHOWN_SIZE = 12 };

/* Writes the first character of `text`, which is not empty, to `shown`, and answers how many bytes of `text` it is.
 * What is no UTF-8, controls, and what turns the direction of writing or shows nothing is written as an escape:
 * nothing that is shown can move a terminal's cursor or forge a line. */
size_t dmz_text_show(const char *text, char shown[DMZ_TEXT_SHOWN_SIZE]);

/* Writes `text` to `quoted` in double quotes, fit for a line of a terminal, and returns `quoted`: what is
 * invisible, moves the cursor or is no UTF-8 is escaped; at most 40 bytes, then `"...`. */
const char *dmz_text_quote(const char *text, char quoted[DMZ_TEXT_QUOTE_SIZE]);

/* Adds `plain`, which is UTF-8, as text or as a value in quotes of XML 1.0; what that has no way to write, controls
 * and U+FFFE and U+FFFF, becomes U+FFFD. */
void dmz_text_add_xml(struct dmz_buffer *text, const char *plain);

/* Makes of the text what is left of it after `count` bytes. */
void dmz_text_pass(struct dmz_text *text, size_t count);

/* Fails with DMZ_INPUT and `NAME:LINE:COLUMN: message` for the byte at `at` <= size. Both count from 1; columns are
 * characters (code points), as editors count. */
enum dmz_status dmz_text_fail(struct dmz_context *context, const struct dmz_text *text, size_t at,
                              const char *message);

#endif
