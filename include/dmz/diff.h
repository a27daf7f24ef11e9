/* diff.h: what a moved line changes: the ground that changed hands, what entered and left each zone, how far the line
 * moved. */
#ifndef DMZ_DIFF_H
#define DMZ_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/context.h"
#include "dmz/geodesy.h"
#include "dmz/masks.h"
#include "dmz/sheet.h"
#include "dmz/stats.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

/* The parties, as indices: of the ground that each gained, and of how far each came. */
enum { DMZ_DIFF_LEFT, DMZ_DIFF_RIGHT, DMZ_DIFF_PARTIES };

/* What is asked for. Everything is borrowed and must outlive the result. */
struct dmz_diff_request {
    const struct dmz_stats *before, *after; /* line, zones and request of either day: the same layers on both */
    const struct dmz_masks *masks; /* what zones were kept to, and what changed hands is then; NULL: there are none */
    double moved_m;                /* how far a line must have moved to count as moved, > 0 */
    bool pieces;                   /* whether polygons of what changed are wanted */
};

/* The place of the line after that is farthest from the line before. */
struct dmz_advance {
    double distance_m;            /* along the geodesic; 0 where there is none */
    struct dmz_position at, from; /* on the line after, and the nearest place of the line before */
};

/* How the line moved. */
struct dmz_shift {
    double before_m, after_m; /* lengths of the lines */
    double moved_m;           /* so much of the line after is farther than asked from the line before */
    double
        beyond_m; /* and so much lies beyond the ends of that, compared with nothing: in no other figure of these */
    double before_beyond_m;                        /* and of the line before beyond the ends of the line after */
    struct dmz_advance advances[DMZ_DIFF_PARTIES]; /* by the party that came forward */
};

/* Ground whose zone or party is another than before. */
struct dmz_piece {
    size_t from, to;         /* indices of zones; DMZ_DIFF_OUTSIDE: of none */
    enum dmz_side gained_by; /* DMZ_SIDE_NONE: it did not change hands */
    struct dmz_multipolygon area;
    struct dmz_multipolygon_figures figures;
};
#define DMZ_DIFF_OUTSIDE ((size_t)-1)

/* A difference. Zero-initialise; release with dmz_diff_free. */
struct dmz_diff {
    struct dmz_diff_request request;
    struct dmz_zones gained; /* what the left party holds that the right one held, and the other way round: two */
    size_t zone_count;       /* of either day */
    char **zone_names;
    double *shared_m2; /* zone by zone before, of each zone after: the area that is in both */
    struct dmz_shift shift;
    struct dmz_piece *pieces; /* by zone before, zone after, party */
    size_t piece_count;
};

/* Finds out what the line's move changes. Ground has changed hands where it lies between both lines: left of the one
 * and right of the other. Lines that end are closed there: an end goes with the other line's end of the same kind
 * where that is at most twice as far away as the line itself, else with the line's nearest place; what lies beyond
 * the end of either is not compared. Lines are taken as zones have them, to a quarter of the tolerance; areas are of
 * polygons as written, by geodesics. `diff` must be zeroed; the caller frees it. Errors: DMZ_INPUT where the lines
 * run against each other, or one goes round a pole; DMZ_GEOMETRY where lines meet too often; DMZ_MEMORY. Source:
 * docs/METHOD.md, "What a moved line changes". */
enum dmz_status dmz_diff_build(struct dmz_context *context, const struct dmz_diff_request *request,
                               struct dmz_diff *diff);

/* What of zone `from` before is in zone `to` after, m2; DMZ_DIFF_OUTSIDE is no zone. NAN from outside to outside. */
double dmz_diff_flow_m2(const struct dmz_diff *diff, size_t from, size_t to);

/* What entered a zone that was not in it, and what was in it and is not any more. m2. Entered less departed is what
 * the zone grew by. */
double dmz_diff_entered_m2(const struct dmz_diff *diff, size_t zone);
double dmz_diff_departed_m2(const struct dmz_diff *diff, size_t zone);

/* The party on a side, as the line after has it, else the line before. Borrowed. */
const char *dmz_diff_party(const struct dmz_diff *diff, enum dmz_side side);

/* DMZ_SIDE_LEFT of DMZ_DIFF_LEFT, and so on. */
enum dmz_side dmz_diff_side(size_t party);

/* The name of a zone, "outside" of DMZ_DIFF_OUTSIDE. Borrowed. */
const char *dmz_diff_zone_name(const struct dmz_diff *diff, size_t zone);

/* Writes the pieces, in any format that zones are written in, into `files`, as dmz_format_write does: with the
 * fields `change`, `gained_by`, `side`, `from_zone`, `to_zone`, `area_km2`. Errors: those of dmz_format_write. */
struct dmz_zones_format;
enum dmz_status dmz_diff_write(struct dmz_context *context, const struct dmz_zones_format *format,
                               const struct dmz_diff *diff, struct dmz_buffer *files);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_diff_free(struct dmz_diff *diff);

/* ---- Figures. All append to `text`, the same bytes for the same difference. ---- */

/* A difference with what lies in the ground that changed hands: `ground` are the stats of diff->gained, perhaps with
 * overlays. Everything is borrowed. */
struct dmz_diff_report {
    const struct dmz_diff *diff;
    const struct dmz_stats *ground;
};

/* Sheets: `gained`, a row for each party; `zones`, a row for each zone; `flows`, a row for each pair of zones that
 * ground went from and to; then those of the overlays. `sheets` must be zeroed; the caller frees it. Errors:
 * DMZ_MEMORY. */
enum { DMZ_DIFF_SHEETS = 3 };
enum dmz_status dmz_diff_sheets(struct dmz_context *context, const struct dmz_diff_report *report,
                                struct dmz_sheets *sheets);

/* The sheets to read in a terminal, and in Markdown; all figures after docs/schema/diff.schema.json. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_diff_table(struct dmz_context *context, const struct dmz_diff_report *report,
                               struct dmz_buffer *text);
enum dmz_status dmz_diff_markdown(struct dmz_context *context, const struct dmz_diff_report *report,
                                  struct dmz_buffer *text);
enum dmz_status dmz_diff_json(struct dmz_context *context, const struct dmz_diff_report *report,
                              struct dmz_buffer *text);

/* ---- Day after day ---- */

/* A zone on a day. */
struct dmz_diff_zone {
    double before_m2, entered_m2, departed_m2, after_m2;
};

/* What changed from one day to the next. Texts are its own. */
struct dmz_diff_day {
    char *name, *date, *before, *before_date; /* of the lines; dates may be NULL */
    enum dmz_status status;                   /* DMZ_OK, or why there are no figures: then `message` says it */
    char *message;
    double gained_m2[DMZ_DIFF_PARTIES];
    struct dmz_shift shift;
    struct dmz_diff_zone *zones; /* series->zone_count of them; NULL where there are no figures */
};

/* Days in their order. Zero-initialise; release with dmz_diff_series_free. */
struct dmz_diff_series {
    struct dmz_diff_day *days;
    size_t count;
    size_t zone_count;
    char **zone_names, **zone_keys;  /* keys: of the sheet's columns, three of each zone */
    char *parties[DMZ_DIFF_PARTIES]; /* of the first day that has figures; NULL before */
    double moved_m;
};

/* Appends a day, whose texts are the series' from here on, also where this fails, and enters the figures of `diff`;
 * NULL where the day has none. Errors: DMZ_MEMORY; DMZ_DEFECT where zones are not those of the days before. */
enum dmz_status dmz_diff_series_add(struct dmz_context *context, struct dmz_diff_series *series,
                                    const struct dmz_diff *diff, struct dmz_diff_day day);

/* The sheet `days`, a row for each, and sums of ground. `sheet` must be zeroed; the caller frees it. */
void dmz_diff_series_sheet(const struct dmz_diff_series *series, struct dmz_sheet *sheet);

/* All of it after docs/schema/diff.schema.json. Errors: DMZ_MEMORY. */
enum dmz_status dmz_diff_series_json(struct dmz_context *context, const struct dmz_diff_series *series,
                                     struct dmz_buffer *text);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_diff_series_free(struct dmz_diff_series *series);

DMZ_API_END

#endif
