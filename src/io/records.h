/* records.h: zones, limits and the line as features: geometries with fields, whatever the format. */
#ifndef DMZ_IO_RECORDS_H
#define DMZ_IO_RECORDS_H

#include "dmz/formats.h"
#include "dmz/palette.h"

enum { DMZ_RECORD_FIELDS_MOST = 14, DMZ_RECORD_NAME_SIZE = 256, DMZ_RECORD_ALONG_SIZE = 128 };

/* A property. */
struct dmz_record_field {
    const char *name;
    bool is_number;
    const char *text; /* NULL: none */
    double number;    /* NAN: none */
    int decimals;
};

/* One feature: zones and fringes have an area, limits, the line and gaps have lines, crossings and posts a point. */
struct dmz_record {
    unsigned kind; /* DMZ_EMIT_...: of fringes, too, that of zones, which they follow */
    bool fringe;
    bool right;   /* of lines: that of the zones on the right, where each side has its own */
    size_t zone;  /* the number of the zone, also of a limit; of a fringe, its own */
    int decimals; /* of positions */
    char name[DMZ_RECORD_NAME_SIZE];
    char along[DMZ_RECORD_ALONG_SIZE]; /* of posts and gaps: what they are along */
    struct dmz_buffer forbids;
    struct dmz_record_field fields[DMZ_RECORD_FIELDS_MOST];
    size_t field_count;
    const struct dmz_multipolygon *area;
    const struct dmz_paths *lines;
    const struct dmz_position *point;
};

/* Features in their order: zones, their fringes, limits, the line, crossings, posts, gaps. Zero-initialise; release
 * with dmz_records_free. */
struct dmz_records {
    const struct dmz_stats *stats;
    struct dmz_record *items;
    size_t count;
    struct dmz_paths line, right_line; /* as written: rounded, cut at the antimeridian; the latter of pairs only */
    struct dmz_paths *gaps;            /* likewise, one for each */
    size_t gap_count;
};

/* Makes the features that `emits` asks for. They borrow from `stats`. Limits without an edge are left out. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_records_build(struct dmz_context *context, const struct dmz_stats *stats, unsigned emits,
                                  struct dmz_records *features);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_records_free(struct dmz_records *features);

/* "zones", "limits", "contact_line", "crossings", "posts", "gaps". */
const char *dmz_kind_name(unsigned kind);

/* The same, but for the pieces of a difference, which are "changes". */
const char *dmz_table_name(const struct dmz_stats *stats, unsigned kind);

/* Writes a number as fields have it: with at most so many decimals and no trailing zeros; "" for NAN. */
enum { DMZ_FIELD_NUMBER_SIZE = 64 };
const char *dmz_field_number(double number, int decimals, char text[DMZ_FIELD_NUMBER_SIZE]);

/* What fills a zone, paler from layer to layer outwards, and what strokes it, or a limit; after
 * dmz/palette.h. Fringes are grey, the line black. */
struct dmz_colour dmz_colour_fill(const struct dmz_stats *stats, const struct dmz_record *feature);
struct dmz_colour dmz_colour_stroke(const struct dmz_stats *stats, const struct dmz_record *feature);

/* What people call a zone or a fringe, with its party where it has one: "Fully demilitarized strip, North Korea",
 * "In doubt: ...", "In doubt: the line, ...". As it is, without escapes. */
void dmz_record_title(const struct dmz_stats *stats, const struct dmz_record *feature, struct dmz_buffer *text);

/* The line that a feature of one is, and its figures. */
const struct dmz_line *dmz_record_line(const struct dmz_stats *stats, const struct dmz_record *feature);
const struct dmz_line_figures *dmz_record_line_figures(const struct dmz_stats *stats,
                                                       const struct dmz_record *feature);

/* Whether it is none of what belongs to a zone: the line, a crossing, a post, a gap. They are black. */
bool dmz_record_stands_alone(const struct dmz_record *feature);

/* The layer that a zone, limit or fringe belongs to; NULL of the line and its fringes. */
const struct dmz_layer *dmz_record_layer(const struct dmz_stats *stats, const struct dmz_record *feature);

/* The side that a zone, limit or fringe is on. */
enum dmz_side dmz_record_side(const struct dmz_stats *stats, const struct dmz_record *feature);

/* Writers of formats, see struct dmz_zones_format. */
enum dmz_status dmz_geojson_write_format(struct dmz_context *context, const struct dmz_zones_format *format,
                                         const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files);
enum dmz_status dmz_sequence_write_format(struct dmz_context *context, const struct dmz_zones_format *format,
                                          const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files);
enum dmz_status dmz_kml_write_format(struct dmz_context *context, const struct dmz_zones_format *format,
                                     const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files);
enum dmz_status dmz_csv_write_format(struct dmz_context *context, const struct dmz_zones_format *format,
                                     const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files);
enum dmz_status dmz_vector_write_format(struct dmz_context *context, const struct dmz_zones_format *format,
                                        const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files);

#endif
