/* text.c: input text as messages show it: its places by line and column, foreign strings in quotes. */
#include "io/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { QUOTED_BYTES_MOST = 40 };

size_t dmz_text_character(const char *bytes, size_t size) {
    const unsigned char *b = (const unsigned char *)bytes;
    if (b[0] < 0x80)
        return 1;
    if (b[0] < 0xc2 || b[0] > 0xf4)
        return 0;
    size_t length = b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
    /* The second byte alone tells overlong forms, surrogates and what is beyond U+10FFFF. */
    unsigned char low = b[0] == 0xe0 ? 0xa0 : b[0] == 0xf0 ? 0x90 : 0x80;
    unsigned char high = b[0] == 0xed ? 0x9f : b[0] == 0xf4 ? 0x8f : 0xbf;
    for (size_t i = 1; i < length && i < size; i++) {
        if (b[i] < low || b[i] > high)
            return 0;
        low = 0x80;
        high = 0xbf;
    }
    return length;
}

static unsigned code_point(const char *bytes, size_t length) {
    const unsigned char *b = (const unsigned char *)bytes;
    if (length == 1)
        return b[0];
    unsigned code = b[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++)
        code = code << 6 | (b[i] & 0x3fu);
    return code;
}

/* Controls, and what turns the direction of writing or shows nothing: a message must not be forged with them. Source:
 * Unicode 15, categories Cc and Cf. */
static bool is_hidden(unsigned code) {
    static const struct {
        unsigned first, last;
    } HIDDEN[] = {{0, 0x1f},        {0x7f, 0x9f},     {0xad, 0xad},      {0x61c, 0x61c},
                  {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},  {0x2060, 0x206f},
                  {0xfeff, 0xfeff}, {0xfff9, 0xffff}, {0xe0000, 0xe007f}};
    for (size_t i = 0; i < sizeof HIDDEN / sizeof *HIDDEN; i++)
        if (code >= HIDDEN[i].first && code <= HIDDEN[i].last)
            return true;
    return false;
}

bool dmz_text_is_sound(const char *text) {
    for (size_t left = strlen(text); left;) {
        size_t length = dmz_text_character(text, left);
        if (!length || length > left)
            return false;
        text += length;
        left -= length;
    }
    return true;
}

size_t dmz_text_show(const char *text, char shown[DMZ_TEXT_SHOWN_SIZE]) {
    size_t left = strnlen(text, 4), length = dmz_text_character(text, left);
    unsigned code = length && length <= left ? code_point(text, length) : 0;
    if (!code) {
        snprintf(shown, DMZ_TEXT_SHOWN_SIZE, "\\x%02x", (unsigned char)text[0]);
        return 1;
    }
    if (is_hidden(code))
        snprintf(shown, DMZ_TEXT_SHOWN_SIZE, code > 0xffff ? "\\U%08x" : "\\u%04x", code);
    else
        snprintf(shown, DMZ_TEXT_SHOWN_SIZE, "%.*s", (int)length, text);
    return length;
}

void dmz_text_add_xml(struct dmz_buffer *text, const char *plain) {
    static const char REPLACEMENT[] = "\xEF\xBF\xBD", NO_CHARACTER[] = "\xEF\xBF\xBE", NOR_THAT[] = "\xEF\xBF\xBF";
    for (const char *c = plain; *c; c++) {
        if (strchr("<>&\"'", *c))
            dmz_buffer_format(text, "&#%d;", *c);
        else if ((unsigned char)*c < 0x20 && *c != '\n' && *c != '\t')
            dmz_buffer_text(text, REPLACEMENT);
        else if (!strncmp(c, NO_CHARACTER, 3) || !strncmp(c, NOR_THAT, 3)) {
            dmz_buffer_text(text, REPLACEMENT);
            c += 2;
        } else
            dmz_buffer_add(text, c, 1);
    }
}

const char *dmz_text_quote(const char *text, char quoted[DMZ_TEXT_QUOTE_SIZE]) {
    size_t used = 1;
    quoted[0] = '"';
    while (*text) {
        char shown[DMZ_TEXT_SHOWN_SIZE];
        bool mark = *text == '"' || *text == '\\';
        size_t length = dmz_text_show(text, shown), bytes = strlen(shown);
        if (used + mark + bytes > QUOTED_BYTES_MOST + 1)
            break;
        if (mark)
            quoted[used++] = '\\';
        memcpy(quoted + used, shown, bytes);
        used += bytes;
        text += length;
    }
    snprintf(quoted + used, DMZ_TEXT_QUOTE_SIZE - used, "%s", *text ? "\"..." : "\"");
    return quoted;
}

void dmz_text_pass(struct dmz_text *text, size_t count) {
    if (!count)
        return; /* before the first bytes there is no place that could be moved on from */
    for (size_t i = 0; i < count; i++) {
        if (text->bytes[i] == '\n') {
            text->lines++;
            text->columns = 0;
        } else if (((unsigned char)text->bytes[i] & 0xc0) != 0x80) { /* not inside a character */
            text->columns++;
        }
    }
    text->bytes += count;
    text->size -= count;
}

enum dmz_status dmz_text_fail(struct dmz_context *context, const struct dmz_text *text, size_t at,
                              const char *message) {
    struct dmz_text rest = *text;
    dmz_text_pass(&rest, at);
    return dmz_fail(context, DMZ_INPUT, "%s:%zu:%zu: %s", text->name, rest.lines + 1, rest.columns + 1, message);
}
