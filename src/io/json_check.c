/* json_check.c: one strict pass over JSON text before the parser sees it. */
#include "io/json_check.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "io/decimal.h"

enum { END = -1, MESSAGE_SIZE = 160, WORD_BYTES_MOST = 20 };

static int peek(const struct dmz_json_scan *scan) {
    return scan->at < scan->end ? (unsigned char)*scan->at : END;
}

static bool is_digit(int c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t word_length(const char *bytes, size_t size) {
    size_t length = 0;
    while (length < size && length < WORD_BYTES_MOST && is_letter((unsigned char)bytes[length]))
        length++;
    return length;
}

static void describe(const char *bytes, size_t size, char found[DMZ_TEXT_QUOTE_SIZE]) {
    size_t word = word_length(bytes, size), length = size ? dmz_text_character(bytes, size) : 0;
    if (!size || length > size)
        snprintf(found, DMZ_TEXT_QUOTE_SIZE, "end of the text");
    else if (word > 1)
        snprintf(found, DMZ_TEXT_QUOTE_SIZE, "\"%.*s\"", (int)word, bytes);
    else if (!length)
        snprintf(found, DMZ_TEXT_QUOTE_SIZE, "byte 0x%02x, which is no UTF-8", (unsigned char)bytes[0]);
    else if (length == 1 && ((unsigned char)bytes[0] < 0x20 || bytes[0] == 0x7f))
        snprintf(found, DMZ_TEXT_QUOTE_SIZE, "control character U+%04X", (unsigned char)bytes[0]);
    else if (length == 1)
        snprintf(found, DMZ_TEXT_QUOTE_SIZE, "'%c'", bytes[0]);
    else {
        char character[5] = {0};
        memcpy(character, bytes, length);
        dmz_text_quote(character, found);
    }
}

enum dmz_status dmz_json_unexpected(struct dmz_context *context, const struct dmz_text *text, size_t at,
                                    const char *expected) {
    char found[DMZ_TEXT_QUOTE_SIZE], message[MESSAGE_SIZE];
    describe(text->bytes + at, text->size - at, found);
    snprintf(message, sizeof message, "unexpected %s; expected %s", found, expected);
    return dmz_text_fail(context, text, at, message);
}

static enum dmz_status fail_at(struct dmz_json_scan *scan, const char *at, const char *message) {
    return dmz_text_fail(scan->context, scan->text, (size_t)(at - scan->text->bytes), message);
}

static enum dmz_status unexpected(struct dmz_json_scan *scan, const char *expected) {
    return dmz_json_unexpected(scan->context, scan->text, (size_t)(scan->at - scan->text->bytes), expected);
}

static void skip_blanks(struct dmz_json_scan *scan) {
    while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' || *scan->at == '\t'))
        scan->at++;
}

static bool skip_digits(struct dmz_json_scan *scan) {
    const char *start = scan->at;
    while (scan->at < scan->end && is_digit((unsigned char)*scan->at))
        scan->at++;
    return scan->at > start;
}

/* Passes over '.', 'e', 'E': true where the number goes on with one of them. */
static bool skip_mark(struct dmz_json_scan *scan, char mark, char other) {
    int c = peek(scan);
    if (c != mark && c != other)
        return false;
    scan->at++;
    return true;
}

static enum dmz_status check_digits(struct dmz_json_scan *scan, bool *has_exponent) {
    skip_mark(scan, '-', '-');
    if (skip_mark(scan, '0', '0')) {
        if (is_digit(peek(scan)))
            return unexpected(scan, "no digit after a leading 0");
    } else if (!skip_digits(scan)) {
        return unexpected(scan, "a digit");
    }
    if (skip_mark(scan, '.', '.') && !skip_digits(scan))
        return unexpected(scan, "a digit after the decimal point");
    if ((*has_exponent = skip_mark(scan, 'e', 'E'))) {
        skip_mark(scan, '+', '-');
        if (!skip_digits(scan))
            return unexpected(scan, "a digit in the exponent");
    }
    int c = peek(scan);
    if (is_letter(c) || c == '.' || c == '+' || c == '-' || c == '_')
        return unexpected(scan, "the number to end");
    return DMZ_OK;
}

static enum dmz_status check_number(struct dmz_json_scan *scan) {
    const char *start = scan->at;
    bool has_exponent = false;
    enum dmz_status status = check_digits(scan, &has_exponent);
    if (status)
        return status;
    char message[MESSAGE_SIZE], number[DMZ_JSON_NUMBER_BYTES_MOST + 1];
    size_t length = (size_t)(scan->at - start);
    scan->awaited = DMZ_JSON_AFTER_VALUE;
    if (length > DMZ_JSON_NUMBER_BYTES_MOST) {
        snprintf(message, sizeof message, "a number of %zu characters; expected at most %d", length,
                 DMZ_JSON_NUMBER_BYTES_MOST);
        return fail_at(scan, start, message);
    }
    if (!has_exponent) /* then it is too short to be too large */
        return DMZ_OK;
    memcpy(number, start, length); /* what is read must not end with the text */
    number[length] = '\0';
    const char *digits = number;
    if (isfinite(dmz_decimal_read(&digits)))
        return DMZ_OK;
    snprintf(message, sizeof message, "the number %s is too large; expected at most 1.7976931348623157e308", number);
    return fail_at(scan, start, message);
}

static int hex_value(int c) {
    return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Reads the four digits of a \u escape; *unit becomes the UTF-16 code unit. */
static enum dmz_status check_hex(struct dmz_json_scan *scan, unsigned *unit) {
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        int value = hex_value(peek(scan));
        if (value < 0)
            return unexpected(scan, "four hexadecimal digits after \\u");
        *unit = 16 * *unit + (unsigned)value;
        scan->at++;
    }
    return DMZ_OK;
}

/* The escape starts with the backslash at `start`, the scan stands after \u. */
static enum dmz_status check_unicode_escape(struct dmz_json_scan *scan, const char *start) {
    unsigned unit = 0, low = 0;
    enum dmz_status status = check_hex(scan, &unit);
    if (status)
        return status;
    if (!unit)
        return fail_at(scan, start, "unexpected \\u0000; expected a string without NUL");
    bool is_high = unit >= 0xd800 && unit < 0xdc00;
    if (is_high && skip_mark(scan, '\\', '\\') && skip_mark(scan, 'u', 'u')) {
        if ((status = check_hex(scan, &low)))
            return status;
    }
    if (is_high && !low && scan->at == scan->end)
        return unexpected(scan, "the second half of a surrogate pair");
    if ((is_high && (low < 0xdc00 || low > 0xdfff)) || (unit >= 0xdc00 && unit < 0xe000)) {
        char message[MESSAGE_SIZE];
        snprintf(message, sizeof message, "unexpected lone surrogate \\u%04x; expected a surrogate pair", unit);
        return fail_at(scan, start, message);
    }
    return DMZ_OK;
}

static enum dmz_status check_escape(struct dmz_json_scan *scan) {
    const char *start = scan->at++;
    int c = peek(scan);
    if (c == 'u') {
        scan->at++;
        return check_unicode_escape(scan, start);
    }
    if (c == END || c == '\0' || !strchr("\"\\/bfnrt", c))
        return unexpected(scan, "one of \" \\ / b f n r t u after \\");
    scan->at++;
    return DMZ_OK;
}

/* A character of a string that is neither plain ASCII nor an escape. */
static enum dmz_status check_character(struct dmz_json_scan *scan) {
    int c = peek(scan);
    if (c < 0x20) {
        char message[MESSAGE_SIZE];
        snprintf(message, sizeof message, "unexpected control character U+%04X in a string; expected \\u%04x", c, c);
        return fail_at(scan, scan->at, c ? message : "unexpected NUL in a string; expected none");
    }
    size_t left = (size_t)(scan->end - scan->at), length = dmz_text_character(scan->at, left);
    if (!length || length > left)
        return unexpected(scan, length ? "'\"' to end the string" : "a character in UTF-8");
    scan->at += length;
    return DMZ_OK;
}

static enum dmz_status check_string(struct dmz_json_scan *scan) {
    enum dmz_status status = DMZ_OK;
    scan->at++;
    while (!status) {
        int c = peek(scan);
        while (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
            scan->at++;
            c = peek(scan);
        }
        if (c == '"') {
            scan->at++;
            return DMZ_OK;
        }
        if (c == END)
            return unexpected(scan, "'\"' to end the string");
        status = c == '\\' ? check_escape(scan) : check_character(scan);
    }
    return status;
}

static enum dmz_status open_level(struct dmz_json_scan *scan, char closer) {
    if (scan->depth == DMZ_JSON_LEVELS_MOST) {
        char message[MESSAGE_SIZE];
        snprintf(message, sizeof message, "nested too deeply; expected at most %d levels", DMZ_JSON_LEVELS_MOST);
        return fail_at(scan, scan->at, message);
    }
    scan->closers[scan->depth++] = closer;
    scan->at++;
    scan->awaited = closer == ']' ? DMZ_JSON_FIRST_ITEM : DMZ_JSON_FIRST_NAME;
    return DMZ_OK;
}

static enum dmz_status close_level(struct dmz_json_scan *scan) {
    scan->depth--;
    scan->at++;
    scan->awaited = DMZ_JSON_AFTER_VALUE;
    return DMZ_OK;
}

static bool is_word(const struct dmz_json_scan *scan, const char *word) {
    size_t length = word_length(scan->at, (size_t)(scan->end - scan->at));
    return length == strlen(word) && !memcmp(scan->at, word, length);
}

/* What to say instead of "a value" about what others take for a number. */
static const char *expected_value(const struct dmz_json_scan *scan) {
    static const char *const infinities[] = {"nan", "inf", "infinity"};
    size_t length = word_length(scan->at, (size_t)(scan->end - scan->at));
    for (size_t i = 0; i < sizeof infinities / sizeof *infinities; i++)
        if (length == strlen(infinities[i]) && !strncasecmp(scan->at, infinities[i], length))
            return "a finite number";
    if (peek(scan) == '+')
        return "a number without it";
    if (peek(scan) == '.')
        return "a digit before it";
    return scan->awaited == DMZ_JSON_FIRST_ITEM ? "a value or ']'" : "a value";
}

static enum dmz_status check_literal(struct dmz_json_scan *scan) {
    static const char *const literals[] = {"true", "false", "null"};
    size_t left = (size_t)(scan->end - scan->at);
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        size_t length = strlen(literals[i]);
        if (is_word(scan, literals[i])) {
            scan->at += length;
            scan->awaited = DMZ_JSON_AFTER_VALUE;
            return DMZ_OK;
        }
        if (left && left < length && !memcmp(scan->at, literals[i], left)) {
            scan->at = scan->end; /* the text ends inside it */
            return unexpected(scan, literals[i]);
        }
    }
    return unexpected(scan, expected_value(scan));
}

static enum dmz_status check_value(struct dmz_json_scan *scan, int c) {
    enum dmz_status status = DMZ_OK;
    switch (c) {
    case '[':
        return open_level(scan, ']');
    case '{':
        return open_level(scan, '}');
    case '"':
        status = check_string(scan);
        scan->awaited = DMZ_JSON_AFTER_VALUE;
        return status;
    default:
        return c == '-' || is_digit(c) ? check_number(scan) : check_literal(scan);
    }
}

static enum dmz_status check_name(struct dmz_json_scan *scan, int c) {
    if (c != '"')
        return unexpected(scan, scan->awaited == DMZ_JSON_FIRST_NAME ? "a member name or '}'" : "a member name");
    scan->awaited = DMZ_JSON_COLON;
    return check_string(scan);
}

static enum dmz_status check_after_value(struct dmz_json_scan *scan, int c) {
    char closer = scan->closers[scan->depth - 1];
    if (c == closer)
        return close_level(scan);
    if (c != ',')
        return unexpected(scan, closer == ']' ? "',' or ']'" : "',' or '}'");
    scan->at++;
    scan->awaited = closer == ']' ? DMZ_JSON_VALUE : DMZ_JSON_NAME;
    return DMZ_OK;
}

enum dmz_status dmz_json_token(struct dmz_json_scan *scan) {
    skip_blanks(scan);
    int c = peek(scan);
    switch (scan->awaited) {
    case DMZ_JSON_FIRST_ITEM:
        return c == ']' ? close_level(scan) : check_value(scan, c);
    case DMZ_JSON_FIRST_NAME:
        return c == '}' ? close_level(scan) : check_name(scan, c);
    case DMZ_JSON_NAME:
        return check_name(scan, c);
    case DMZ_JSON_COLON:
        if (c != ':')
            return unexpected(scan, "':'");
        scan->at++;
        scan->awaited = DMZ_JSON_VALUE;
        return DMZ_OK;
    case DMZ_JSON_AFTER_VALUE:
        return check_after_value(scan, c);
    default:
        return check_value(scan, c);
    }
}

enum dmz_status dmz_json_check(struct dmz_context *context, const struct dmz_text *text, size_t *at) {
    struct dmz_json_scan scan = {.context = context, .text = text};
    scan.at = text->bytes + *at;
    scan.end = text->bytes + text->size;
    enum dmz_status status = DMZ_OK;
    while (!status && !dmz_json_is_whole(&scan))
        status = dmz_json_token(&scan);
    *at = (size_t)(scan.at - text->bytes);
    return status;
}
