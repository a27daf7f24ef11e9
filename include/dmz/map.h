/* map.h: a map of zones, ready to print or to show: SVG, PNG, PDF. */
#ifndef DMZ_MAP_H
#define DMZ_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/context.h"
#include "dmz/stats.h"

DMZ_API_BEGIN

enum dmz_map_format { DMZ_MAP_SVG, DMZ_MAP_PNG, DMZ_MAP_PDF };

/* LIGHT for screens and paper, DARK for screens; PRINT has white ground and black writing and gets along with little
 * ink or none but black. */
enum dmz_map_theme { DMZ_MAP_LIGHT, DMZ_MAP_DARK, DMZ_MAP_PRINT };

/* How large a map is. */
struct dmz_map_size {
    double width_mm, height_mm;
    double pixels_per_mm; /* of PNG */
    bool turns;           /* may stand upright as well, whichever shows more of the zones */
    const char *paper;    /* "A4", for which its scale is; NULL: of a screen */
};

/* What is asked for. Borrowed. */
struct dmz_map_sheet {
    enum dmz_map_format format;
    enum dmz_map_theme theme;
    struct dmz_map_size size;
    const char *title; /* NULL: the line's name */
};

/* The format of a path by its suffix, .svg, .png or .pdf. False where it has none of them. */
bool dmz_map_format_of(const char *path, enum dmz_map_format *format);

/* Reads a size: `a3`, `a4`, `a5` (which turn), `a4-portrait`, `a4-landscape`, `slide` (16:9), `slide-4x3`, or
 * `WIDTHxHEIGHT` with mm or px. `option` is what messages begin with. Errors: DMZ_USAGE. */
enum dmz_status dmz_map_size_read(struct dmz_context *context, const char *option, const char *text,
                                  struct dmz_map_size *size);

/* Loads what is needed to draw, so that its absence is known before anything is computed. Errors: DMZ_OUTPUT. */
enum dmz_status dmz_map_check(struct dmz_context *context);

/* Draws zones, and what stats->scene has, into `text`. The projection is that of the scene: azimuthal equidistant,
 * centred in the zones. The same input gives the same bytes, with the same fonts. Errors: DMZ_OUTPUT where cairo or
 * Pango are missing or fail, DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_map_write(struct dmz_context *context, const struct dmz_stats *stats,
                              const struct dmz_map_sheet *sheet, struct dmz_buffer *text);

/* Draws several beside each other, all to one scale, each under its caption. Errors: the same. */
enum dmz_status dmz_map_write_all(struct dmz_context *context, const struct dmz_stats *const *stats,
                                  const char *const *captions, size_t count, const struct dmz_map_sheet *sheet,
                                  struct dmz_buffer *text);

DMZ_API_END

#endif
