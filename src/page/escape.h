/* escape.h: texts and figures within a page: as JSON that no HTML reader trips over, and as HTML. */
#ifndef DMZ_PAGE_ESCAPE_H
#define DMZ_PAGE_ESCAPE_H

#include "dmz/buffer.h"
#include "dmz/paths.h"

/* Append a string in quotes, NULL as null; a number with at most so many decimals, NAN as null; JSON that is there
 * already. In all of them `<` is written as an escape, so that nothing ends the element that they stand in. */
void dmz_page_string(struct dmz_buffer *text, const char *string);
void dmz_page_number(struct dmz_buffer *text, double number, int decimals);
void dmz_page_json(struct dmz_buffer *text, const char *json, size_t count);

/* Appends `name` in quotes and a colon, with a comma before it unless an object or array has just begun. */
void dmz_page_name(struct dmz_buffer *text, const char *name);

/* Appends a comma, likewise. */
void dmz_page_comma(struct dmz_buffer *text);

/* Appends positions as one array of whole numbers, millionths of degrees: longitude, latitude, then the differences
 * from one to the next. All are moved by `turn_deg` first. */
void dmz_page_positions(struct dmz_buffer *text, const struct dmz_position *positions, size_t count, double turn_deg);

/* Appends text in which HTML sees no mark. */
void dmz_page_html(struct dmz_buffer *text, const char *string);

#endif
