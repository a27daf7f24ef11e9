/* preset_rows.h: presets in words: what tables and Markdown share. */
#ifndef DMZ_REPORT_PRESET_ROWS_H
#define DMZ_REPORT_PRESET_ROWS_H

#include "dmz/buffer.h"
#include "dmz/preset.h"

enum { DMZ_PRESET_CELLS = 7 };

/* The columns of the list: id, date, status, measured from, reaches in km, verified, title. */
extern const char *const dmz_preset_heads[DMZ_PRESET_CELLS];

/* Appends the text of a cell of a preset's row. */
void dmz_preset_cell(const struct dmz_preset *preset, int cell, struct dmz_buffer *text);

/* Appends how far a layer reaches: "2 km on each side", "10 km on the left (Iraq), 5 km on the right (Kuwait)",
 * "20 km round the point", or what the source says. */
void dmz_preset_extent(const struct dmz_preset *preset, const struct dmz_preset_layer *layer,
                       struct dmz_buffer *text);

#endif
