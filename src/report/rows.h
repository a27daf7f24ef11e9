/* rows.h: what the table, the Markdown and the CSV share: the zones as a sheet, cells, sentences. */
#ifndef DMZ_REPORT_ROWS_H
#define DMZ_REPORT_ROWS_H

#include "dmz/buffer.h"
#include "dmz/sheet.h"
#include "dmz/stats.h"

/* The zones as a sheet, which must be zeroed, with sums by layer, by side and of all. */
void dmz_rows_zones(const struct dmz_stats *stats, struct dmz_sheet *sheet);

/* A cell as people read it, cut to so many bytes at a character's edge, fit for a terminal; "" where it is empty. */
enum { DMZ_CELL_SIZE = 128 };
void dmz_rows_cell(const struct dmz_sheet *sheet, size_t row, size_t column, char text[DMZ_CELL_SIZE]);

/* How many rows of a sheet that are no sums people see. */
size_t dmz_rows_seen(const struct dmz_sheet *sheet);

/* One line of text each, without a line feed: the line's name and date; its length and make; layer i in both
 * readings of its width; how accurate the limits are. */
void dmz_rows_title(const struct dmz_stats *stats, struct dmz_buffer *text);
void dmz_rows_line(const struct dmz_stats *stats, struct dmz_buffer *text);
void dmz_rows_layer(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text);
void dmz_rows_accuracy(const struct dmz_stats *stats, struct dmz_buffer *text);

/* Line i of the stretches that have widths of their own; the first dozen, and how many more there are; false where
 * there is none. */
bool dmz_rows_stretch(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text);

/* A line likewise of the reach that was found; false where all were given. */
bool dmz_rows_solution(const struct dmz_stats *stats, struct dmz_buffer *text);

/* A line likewise of how far the line is known; false where that is not in doubt. */
bool dmz_rows_doubt(const struct dmz_stats *stats, struct dmz_buffer *text);

/* A line likewise of what zones were kept to; false where there are no masks. */
bool dmz_rows_masks(const struct dmz_stats *stats, struct dmz_buffer *text);

/* Line i of the pair: which line is whose, what both sides share; false where there is none. */
bool dmz_rows_pair(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text);

/* Line i of what the preset is: its source, what its sides are, what is not computed of it; false where there is
 * none. */
bool dmz_rows_preset(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text);

/* Line i of what was bridged and turned, likewise; false where there is none, as in all of a run that did not ask for
 * either. The first bridges only, and how many more there are. */
bool dmz_rows_join(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text);

/* Appends text to Markdown, of a cell or a line: what would be taken for a mark is escaped. */
void dmz_rows_markdown(struct dmz_buffer *text, const char *plain);

#endif
