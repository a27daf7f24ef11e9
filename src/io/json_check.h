/* json_check.h: whether a text is JSON to the letter; the parser after it forgives too much. */
#ifndef DMZ_IO_JSON_CHECK_H
#define DMZ_IO_JSON_CHECK_H

#include <stddef.h>

#include "dmz/context.h"
#include "io/text.h"

enum {
    DMZ_JSON_LEVELS_MOST = 500,      /* of nesting: half of cJSON's CJSON_NESTING_LIMIT, and few enough to recurse */
    DMZ_JSON_NUMBER_BYTES_MOST = 63, /* cJSON reads no more of a number */
};

/* Checks one JSON value (RFC 8259) that starts, after blanks, at byte `*at` of `text`, and sets `*at` to the byte
 * after it; what follows is the caller's. Numbers must fit a double, strings must be UTF-8 without NUL or lone
 * surrogates. Errors: DMZ_INPUT with line and column, saying what was found and what was expected. Duplicate
 * members pass. Needs one pass, no memory and no stack that grows. Source: RFC 8259, sections 2 to 8. */
enum dmz_status dmz_json_check(struct dmz_context *context, const struct dmz_text *text, size_t *at);

/* Fails at byte `at` with `unexpected X; expected Y`: X is what stands there, Y is `expected`. */
enum dmz_status dmz_json_unexpected(struct dmz_context *context, const struct dmz_text *text, size_t at,
                                    const char *expected);

#endif
