/* features.h: features of any vector source, one after another: points, lines, polygons, and what is said of them. */
#ifndef DMZ_FEATURES_H
#define DMZ_FEATURES_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/line.h"
#include "dmz/paths.h"
#include "dmz/polygon.h"
#include "dmz/vector.h"

DMZ_API_BEGIN

/* What is asked for: sets of bits. */
enum { DMZ_FEATURE_POINTS = 1, DMZ_FEATURE_LINES = 2, DMZ_FEATURE_POLYGONS = 4 };

/* What a field holds. JSON: an array or an object. */
enum dmz_field_kind { DMZ_FIELD_NULL, DMZ_FIELD_TEXT, DMZ_FIELD_NUMBER, DMZ_FIELD_TRUTH, DMZ_FIELD_JSON };

/* A property. */
struct dmz_field {
    const char *name;
    enum dmz_field_kind kind;
    const char *text; /* the text, UTF-8; of other kinds as JSON has it, on one line: "null", "12.50", "true",
                         "[1,2]" */
    double number;    /* NAN where it is none; text that is a number counts */
};

/* A feature. Longitude and latitude on WGS 84; longitudes as given, up to one and a half turns. */
struct dmz_feature {
    size_t number; /* in its source, from 1; features without what is asked for count */
    const struct dmz_position *points;
    size_t point_count;
    struct dmz_paths lines;           /* each of some length */
    struct dmz_multipolygon polygons; /* rings as given: closed, of 4 positions at least; winding, validity and
                                         antimeridian are not seen to */
    const struct dmz_field *fields;   /* in the order of the source */
    size_t field_count;
};

/* A source that is open. */
struct dmz_features;

/* Opens a source: GeoJSON, a collection or a sequence or a single object, read piece by piece, of a file, of standard
 * input ("-") or of what GDAL gets at by a virtual name; or by its suffix any format that GDAL reads, in any
 * reference system. `kinds` are DMZ_FEATURE_...: without a name, the layer is the only one that has them. Of CSV
 * without WKT, points are in the columns lon, lng, longitude or x, and lat, latitude or y, in either case. Virtual
 * names are opened: whoever does not want that asks dmz_vector_is_virtual. `source` need not outlive the call. The
 * caller closes what was opened. Errors: DMZ_USAGE where layer or condition do not fit the source; DMZ_INPUT;
 * DMZ_MEMORY. Then *features is NULL. */
enum dmz_status dmz_features_open(struct dmz_context *context, const struct dmz_vector_source *source, unsigned kinds,
                                  struct dmz_features **features);

/* The same of GeoJSON in memory, which is borrowed. `name` stands for it in messages. Errors: DMZ_MEMORY. */
enum dmz_status dmz_features_open_text(struct dmz_context *context, const char *name, const char *text, size_t size,
                                       unsigned kinds, struct dmz_features **features);

/* Reads the next feature that has any of what is asked for; what else it has is left out. *feature is NULL after the
 * last one: then what was passed over is warned of. It is borrowed until the next call. Memory: of the largest
 * feature, whatever the source's size. Errors: DMZ_INPUT with the place (line:column for syntax, JSON Pointer; layer,
 * feature, part and position, by GDAL); DMZ_MEMORY. */
enum dmz_status dmz_features_next(struct dmz_features *features, const struct dmz_feature **feature);

/* Whether reading may go on after dmz_features_next failed: the failure was of one feature, or the texts after it in
 * a sequence can be found. Errors of the source as a whole are final. */
bool dmz_features_go_on(struct dmz_features *features);

/* How the source's features follow each other: in a collection or a table, or as texts of their own, in lines or with
 * record separators (RFC 8142). Known once the first one was read. */
enum dmz_features_form { DMZ_FORM_COLLECTION, DMZ_FORM_LINES, DMZ_FORM_RECORDS };
enum dmz_features_form dmz_features_form(const struct dmz_features *features);

/* Makes a contact line of the feature read last, as dmz_vector_read_line does of them all: its lines, which are taken
 * out of it, and its texts. `line` must be zeroed; the caller frees it. Errors: DMZ_INPUT, DMZ_MEMORY. */
enum dmz_status dmz_features_take_line(struct dmz_features *features, struct dmz_line *line);

/* Fails where no feature was found so far, and says what was found instead. Errors: DMZ_INPUT. */
enum dmz_status dmz_features_require(struct dmz_features *features);

/* Fails with DMZ_INPUT and "FILE: feature 7: message" of the feature read last. */
enum dmz_status dmz_features_fail(struct dmz_features *features, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Warns in the same form. */
void dmz_features_warn(struct dmz_features *features, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The source's name in messages. Borrowed. */
const char *dmz_features_name(const struct dmz_features *features);

/* Releases everything. Takes NULL. */
void dmz_features_close(struct dmz_features *features);

/* The field of this name, else the first one of the same but for upper and lower case; NULL where there is none. */
const struct dmz_field *dmz_feature_field(const struct dmz_feature *feature, const char *name);

DMZ_API_END

#endif
