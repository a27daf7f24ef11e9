/* json_check.h: whether a text is JSON to the letter; the parser after it forgives too much. */
#ifndef DMZ_IO_JSON_CHECK_H
#define DMZ_IO_JSON_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "io/text.h"

enum {
    DMZ_JSON_LEVELS_MOST = 500,      /* of nesting: half of cJSON's CJSON_NESTING_LIMIT, and few enough to recurse */
    DMZ_JSON_NUMBER_BYTES_MOST = 63, /* cJSON reads no more of a number */
};

/* What may come next. */
enum dmz_json_awaited {
    DMZ_JSON_VALUE,
    DMZ_JSON_FIRST_ITEM, /* or the array's end */
    DMZ_JSON_NAME,
    DMZ_JSON_FIRST_NAME, /* or the object's end */
    DMZ_JSON_COLON,
    DMZ_JSON_AFTER_VALUE /* a comma or the end of what encloses the value */
};

/* A check that goes on token by token. Zeroed but for its first four members, it awaits a value. */
struct dmz_json_scan {
    struct dmz_context *context;
    const struct dmz_text *text; /* by which places are told */
    const char *at, *end;
    enum dmz_json_awaited awaited;
    size_t depth;
    char closers[DMZ_JSON_LEVELS_MOST]; /* ']' or '}' for each level that is open */
};

/* Whether the value has ended. */
static inline bool dmz_json_is_whole(const struct dmz_json_scan *scan) {
    return !scan->depth && scan->awaited == DMZ_JSON_AFTER_VALUE;
}

/* Checks the token at scan->at, or after blanks there, and moves on to the byte after it. What may follow it is
 * scan->awaited. Errors: DMZ_INPUT, as dmz_json_check; the scan is then of no use. */
enum dmz_status dmz_json_token(struct dmz_json_scan *scan);

/* Checks one JSON value (RFC 8259) that starts, after blanks, at byte `*at` of `text`, and sets `*at` to the byte
 * after it; what follows is the caller's. Numbers must fit a double, strings must be UTF-8 without NUL or lone
 * surrogates. Errors: DMZ_INPUT with line and column, saying what was found and what was expected. Duplicate
 * members pass. Needs one pass, no memory and no stack that grows. Source: RFC 8259, sections 2 to 8. */
enum dmz_status dmz_json_check(struct dmz_context *context, const struct dmz_text *text, size_t *at);

/* Fails at byte `at` with `unexpected X; expected Y`: X is what stands there, Y is `expected`. */
enum dmz_status dmz_json_unexpected(struct dmz_context *context, const struct dmz_text *text, size_t at,
                                    const char *expected);

#endif
