/* page.h: a report to be opened in a browser: map, tables, charts in one file that loads nothing. */
#ifndef DMZ_PAGE_H
#define DMZ_PAGE_H

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/compare.h"
#include "dmz/stats.h"

DMZ_API_BEGIN

/* What a page says besides its result. Borrowed. */
struct dmz_page_request {
    const char *title;        /* NULL: the line's name and date */
    const char *command;      /* the command line; NULL: not said */
    const char *tiles;        /* where a base map is loaded from, see dmz_page_check_tiles; NULL: nothing is loaded */
    const char *tiles_credit; /* whose base map it is; NULL: its host is named */
    unsigned emits;           /* DMZ_EMIT_...: what the zones have in them that the page carries for download */
};

/* Looks through the address of a base map's tiles: http or https, a host, and {z}, {x} and {y} after it; the host
 * may begin with "{s}." for a, b and c. Errors: DMZ_USAGE with `option` and what is expected. */
enum dmz_status dmz_page_check_tiles(struct dmz_context *context, const char *option, const char *tiles);

/* Appends the page of a run: one HTML file with everything in it. It carries the zones as dmz_format_write has them
 * in GeoJSON, byte by byte; what the map shows of more than DMZ_PAGE_POSITIONS_MOST positions is thinned, and the
 * page says to which tolerance. Same input, same bytes. Errors: DMZ_MEMORY; those of dmz_format_write. */
enum dmz_status dmz_page_write(struct dmz_context *context, const struct dmz_stats *stats,
                               const struct dmz_page_request *request, struct dmz_buffer *text);

/* As many positions a map shows without being thinned. */
#define DMZ_PAGE_POSITIONS_MOST 150000

/* Appends what the map of a comparison's page shows of one row, as JSON, thinned to at most `most` positions where
 * that can be; with what overlays show where the run has a scene. Errors: DMZ_MEMORY. */
enum dmz_status dmz_page_frame(struct dmz_context *context, const struct dmz_stats *stats, size_t most,
                               struct dmz_buffer *text);

/* Of so many rows, and no more, a page carries the zones. */
#define DMZ_PAGE_FILES_MOST 12

/* Appends the page of a comparison, whose rows have their pictures. Errors: DMZ_MEMORY. */
enum dmz_status dmz_page_write_comparison(struct dmz_context *context, struct dmz_comparison *comparison,
                                          const struct dmz_page_request *request, struct dmz_buffer *text);

DMZ_API_END

#endif
