/* compare.h: scenarios beside each other: a row for each line and width, and how rows differ. */
#ifndef DMZ_COMPARE_H
#define DMZ_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/context.h"
#include "dmz/sheet.h"
#include "dmz/units.h"

DMZ_API_BEGIN

/* One way to lay zones around a line: by a width, or by a preset. */
struct dmz_scenario {
    char *name; /* "30km", "10km+5km", the preset's id: unique; goes into names of files */
    bool is_preset;
    struct dmz_width width; /* the outermost reaches; of a preset to be filled in by who knows them */
};

/* Scenarios in their order. Zero-initialise; release with dmz_scenarios_free. */
struct dmz_scenarios {
    struct dmz_scenario *items;
    size_t count;
};

/* The most that a range may have. */
#define DMZ_SCENARIOS_MOST 100000

/* Append those of a list with commas between them: widths as dmz_units_read_width has them and ranges
 * `FROM..TO/STEP`, TO included where a step leads to it; ids of presets. `option` is what messages begin with.
 * Errors: DMZ_USAGE where an item is neither, is there already, or is empty; DMZ_MEMORY. */
enum dmz_status dmz_scenarios_add_widths(struct dmz_context *context, const char *option, const char *list,
                                         struct dmz_scenarios *scenarios);
enum dmz_status dmz_scenarios_add_presets(struct dmz_context *context, const char *option, const char *list,
                                          struct dmz_scenarios *scenarios);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_scenarios_free(struct dmz_scenarios *scenarios);

/* The date in a text, the first YYYY-MM-DD, YYYY_MM_DD or YYYYMMDD that is one and stands for itself, not within a
 * longer number, into `date` as YYYY-MM-DD. False where there is none. */
bool dmz_date_find(const char *text, char date[11]);

/* A figure that rows have in total and of every zone. */
struct dmz_measure {
    const char *key;   /* "area_km2" */
    const char *title; /* "km²" */
    bool is_count;
    int decimals, more_decimals; /* as in struct dmz_column */
    bool of_zones_only;          /* no total */
};

/* The first ones are always there. */
enum { DMZ_MEASURE_AREA, DMZ_MEASURE_SHARE, DMZ_MEASURE_LIMIT, DMZ_MEASURES_ALWAYS, DMZ_MEASURES_MOST = 16 };

/* A zone that any of the scenarios has. */
struct dmz_compared_zone {
    char *name;  /* "strip-left" */
    char *layer; /* "strip" */
    int side;    /* enum dmz_side */
};

/* One line in one scenario. Texts are its own, but for `scenario`. */
struct dmz_row {
    char *line, *date; /* date: YYYY-MM-DD; NULL where there is none */
    const struct dmz_scenario *scenario;
    enum dmz_status status; /* DMZ_OK, or why there are no figures: then `message` says it */
    char *message, *hint;
    char *warnings;     /* each ended by a line feed; NULL: none */
    char *left, *right; /* the parties */
    char *picture;      /* what a page shows of it, dmz_page_frame; NULL: no page is made */
    char *zones_file;   /* its zones in GeoJSON, that a page carries; NULL: it does not */
    double line_m;
    double *values;  /* of every zone, then in total: each measure; NAN: none */
    size_t baseline; /* the row that differences are to; DMZ_ROW_NONE */
    size_t narrower; /* of the rows of its line that with the next smaller width; DMZ_ROW_NONE */
    bool shown;
};

#define DMZ_ROW_NONE ((size_t)-1)

/* Rows, and what they have in common. Zero-initialise; release with dmz_comparison_free. */
struct dmz_comparison {
    struct dmz_compared_zone *zones;
    size_t zone_count;
    struct dmz_measure measures[DMZ_MEASURES_MOST];
    size_t measure_count;
    size_t people; /* the measure that counts people; DMZ_ROW_NONE where none does */
    struct dmz_row *rows;
    size_t row_count;
    bool dated;
    char **words; /* names of columns that were made of others */
    size_t word_count;
};

/* Finds or appends a zone. DMZ_ROW_NONE where memory runs out. */
size_t dmz_comparison_zone(struct dmz_comparison *comparison, const char *name, const char *layer, int side);

/* Where a row's value of a measure stands: of a zone, or in total (zone_count). */
double *dmz_row_value(const struct dmz_comparison *comparison, const struct dmz_row *row, size_t zone,
                      size_t measure);

/* Makes room for the values of a row, all NAN. Errors: DMZ_MEMORY. */
enum dmz_status dmz_row_room(struct dmz_context *context, const struct dmz_comparison *comparison,
                             struct dmz_row *row);

/* What a row found, as bytes for another process of the same program, and back. False where bytes are not what was
 * packed, or memory runs out. */
void dmz_row_pack(const struct dmz_comparison *comparison, const struct dmz_row *row, struct dmz_buffer *bytes);
bool dmz_row_unpack(struct dmz_context *context, const struct dmz_comparison *comparison, const char *bytes,
                    size_t count, struct dmz_row *row);

/* Releases what a row owns. */
void dmz_row_free(struct dmz_row *row);

/* The shown rows as a sheet `comparison`, whose columns' names are the comparison's: it must not outlive it. `sheet`
 * must be zeroed; the caller frees it. Errors: DMZ_MEMORY. */
enum dmz_status dmz_comparison_sheet(struct dmz_context *context, struct dmz_comparison *comparison,
                                     struct dmz_sheet *sheet);

/* How a row differs from its baseline, and what it has more than the next narrower one of its line. NAN where either
 * has no figures, or there is no other. */
struct dmz_difference {
    double area_km2, area_share, people;
    double area_per_km, people_per_km; /* for each further km across the line */
};
struct dmz_difference dmz_row_difference(const struct dmz_comparison *comparison, const struct dmz_row *row);

/* "front/30km": what a row is called, into `name` of `size` bytes; `-` stands for no row. Returns `name`. */
char *dmz_row_name(const struct dmz_comparison *comparison, size_t row, char *name, size_t size);

/* The shown rows in JSON, after docs/schema/compare.schema.json; or each as an object on a line of its own. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_comparison_json(struct dmz_context *context, const struct dmz_comparison *comparison,
                                    struct dmz_buffer *text);
enum dmz_status dmz_comparison_json_lines(struct dmz_context *context, const struct dmz_comparison *comparison,
                                          struct dmz_buffer *text);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_comparison_free(struct dmz_comparison *comparison);

DMZ_API_END

#endif
