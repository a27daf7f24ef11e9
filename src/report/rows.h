/* rows.h: the sentences and rows that the table and the Markdown share. */
#ifndef DMZ_REPORT_ROWS_H
#define DMZ_REPORT_ROWS_H

#include "dmz/buffer.h"
#include "dmz/stats.h"

enum { DMZ_ROW_CELLS = 7, DMZ_ROW_CELL_SIZE = 128 };

/* A row of the table of zones: zone, party, from, to, area in km2, limit in km, area range in km2; a sum has no
 * reaches, some no limit. */
struct dmz_row {
    char cells[DMZ_ROW_CELLS][DMZ_ROW_CELL_SIZE];
    bool sum;
};

/* The head, "zone", "party", ...; how many cells of a row are of use: the last one is only where there is doubt. */
struct dmz_row dmz_rows_head(const struct dmz_stats *stats);
int dmz_rows_cells(const struct dmz_stats *stats);

/* The number of rows: zones, then sums by layer, by side and of all. */
size_t dmz_rows_count(const struct dmz_stats *stats);
struct dmz_row dmz_rows_at(const struct dmz_stats *stats, size_t i);

/* One line of text each, without a line feed: the line's name and date; its length and make; layer i in both
 * readings of its width; how accurate the limits are. */
void dmz_rows_title(const struct dmz_stats *stats, struct dmz_buffer *text);
void dmz_rows_line(const struct dmz_stats *stats, struct dmz_buffer *text);
void dmz_rows_layer(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text);
void dmz_rows_accuracy(const struct dmz_stats *stats, struct dmz_buffer *text);

/* A line likewise of the reach that was found; false where all were given. */
bool dmz_rows_solution(const struct dmz_stats *stats, struct dmz_buffer *text);

/* A line likewise of how far the line is known; false where that is not in doubt. */
bool dmz_rows_doubt(const struct dmz_stats *stats, struct dmz_buffer *text);

/* Line i of the pair: which line is whose, what both sides share; false where there is none. */
bool dmz_rows_pair(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text);

/* Line i of what the preset is: its source, what its sides are, what is not computed of it; false where there is
 * none. */
bool dmz_rows_preset(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text);

/* Line i of what was bridged and turned, likewise; false where there is none, as in all of a run that did not ask for
 * either. The first bridges only, and how many more there are. */
bool dmz_rows_join(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text);

#endif
