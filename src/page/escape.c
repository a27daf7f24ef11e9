/* escape.c: texts and figures within a page. */
#include "page/escape.h"

#include <math.h>
#include <string.h>

#include "io/records.h"
#include "io/text.h"

/* What stands for a byte that is no UTF-8: U+FFFD. */
static const char UNKNOWN[] = "\xEF\xBF\xBD";

static void add_character(struct dmz_buffer *text, const char *at, size_t length) {
    unsigned char c = (unsigned char)*at;
    if (c == '"' || c == '\\')
        dmz_buffer_format(text, "\\%c", c);
    else if (c < 0x20 || c == 0x7f || c == '<')
        dmz_buffer_format(text, "\\u%04x", c);
    else
        dmz_buffer_add(text, at, length);
}

void dmz_page_string(struct dmz_buffer *text, const char *string) {
    if (!string) {
        dmz_buffer_text(text, "null");
        return;
    }
    dmz_buffer_text(text, "\"");
    for (size_t left = strlen(string); left > 0;) {
        size_t length = dmz_text_character(string, left);
        bool known = length && length <= left;
        if (known)
            add_character(text, string, length);
        else
            dmz_buffer_text(text, UNKNOWN);
        length = known ? length : 1;
        string += length;
        left -= length;
    }
    dmz_buffer_text(text, "\"");
}

void dmz_page_number(struct dmz_buffer *text, double number, int decimals) {
    char digits[DMZ_FIELD_NUMBER_SIZE];
    if (!isfinite(number))
        dmz_buffer_text(text, "null");
    else
        dmz_buffer_text(text, dmz_field_number(number + 0.0, decimals, digits));
}

void dmz_page_json(struct dmz_buffer *text, const char *json, size_t count) {
    while (count > 0) {
        const char *mark = memchr(json, '<', count);
        size_t length = mark ? (size_t)(mark - json) : count;
        dmz_buffer_add(text, json, length);
        if (mark)
            dmz_buffer_text(text, "\\u003c");
        length += mark ? 1 : 0;
        json += length;
        count -= length;
    }
}

void dmz_page_comma(struct dmz_buffer *text) {
    char last = text->count ? text->bytes[text->count - 1] : '{';
    if (last != '{' && last != '[')
        dmz_buffer_text(text, ",");
}

void dmz_page_name(struct dmz_buffer *text, const char *name) {
    dmz_page_comma(text);
    dmz_buffer_format(text, "\"%s\":", name);
}

void dmz_page_positions(struct dmz_buffer *text, const struct dmz_position *positions, size_t count,
                        double turn_deg) {
    static const double UNITS = 1e6; /* 11 cm and less */
    long lon = 0, lat = 0;
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < count; i++) {
        long to_lon = lround(UNITS * (positions[i].lon_deg + turn_deg)),
             to_lat = lround(UNITS * positions[i].lat_deg);
        dmz_buffer_format(text, i ? ",%ld,%ld" : "%ld,%ld", to_lon - lon, to_lat - lat);
        lon = to_lon;
        lat = to_lat;
    }
    dmz_buffer_text(text, "]");
}

void dmz_page_html(struct dmz_buffer *text, const char *string) {
    for (; *string; string++) {
        const char *entity = *string == '&'   ? "&amp;"
                             : *string == '<' ? "&lt;"
                             : *string == '>' ? "&gt;"
                             : *string == '"' ? "&quot;"
                                              : NULL;
        if (entity)
            dmz_buffer_text(text, entity);
        else
            dmz_buffer_add(text, string, 1);
    }
}
