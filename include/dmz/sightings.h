/* sightings.h: what was sighted, and where: in which zone, how deep, whether it is forbidden there, near which place.
 */
#ifndef DMZ_SIGHTINGS_H
#define DMZ_SIGHTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/classes.h"
#include "dmz/context.h"
#include "dmz/features.h"
#include "dmz/file.h"
#include "dmz/formats.h"
#include "dmz/sheet.h"
#include "dmz/stats.h"

DMZ_API_BEGIN

/* What sightings are held against. Everything is borrowed. */
struct dmz_watch_request {
    const struct dmz_stats *stats;     /* the line and its zones, as they are written */
    const struct dmz_classes *classes; /* NULL: nobody asks what is forbidden */
    struct dmz_features *places;       /* open for points; read to its end; NULL: none */
    const char *places_name;           /* their field; NULL: the first of the usual names that is there */
    double uncertainty_m;              /* of the line itself, >= 0: as if every sighting were less accurate by it */
};

/* Whether a sighting is forbidden where it is. NONE: nobody asked. UNKNOWN: its class, or what the zone's rules mean
 * of it. UNDECIDED: it may be in another zone. */
enum dmz_verdict {
    DMZ_VERDICT_NONE,
    DMZ_VERDICT_NO,
    DMZ_VERDICT_YES,
    DMZ_VERDICT_UNDECIDED,
    DMZ_VERDICT_UNKNOWN,
    DMZ_VERDICTS
};

enum { DMZ_PHRASE_SIZE = 256 };

/* A sighting, and what there is to say of it. Texts are borrowed from the watch, until the next one. */
struct dmz_sighting {
    struct dmz_position at;
    size_t zone, other_zone; /* that hold it, DMZ_LOCATOR_NONE: none; another one only where two lines' overlap */
    enum dmz_side side;
    double distance_m; /* from the line, along the geodesic */
    size_t limit;      /* the zone whose outer limit is nearest; DMZ_LOCATOR_NONE where there is none */
    double depth_m;    /* how far inside that limit; less than 0: so far outside; NAN where there is none */
    bool undecided;    /* a border of zones is no farther than the sighting is accurate */
    bool class_known;
    const char *class_name; /* "artillery 152 mm"; as it was given where it is not known; NULL where it was not */
    enum dmz_verdict verdict;
    const char *forbids;               /* the rule that forbids it, or may; NULL: none */
    const char *place;                 /* the nearest one; NULL where nobody asked */
    double place_m, place_azimuth_deg; /* from the place */
    char phrase[DMZ_PHRASE_SIZE];      /* "12 km north-west of Y"; "" where nobody asked */
};

/* Sightings of one class in one zone. */
struct dmz_sightings_count {
    size_t all, by_verdict[DMZ_VERDICTS];
    size_t undecided; /* whatever the verdict */
};

/* What was looked at of one class. */
struct dmz_sighted_class {
    const char *name; /* NULL: not given */
    bool known;
    const struct dmz_sightings_count *by_zone; /* one for each zone, and one for outside all of them */
};

/* The line, zones and places, ready to be asked; and what was asked for so far. Opaque; of one thread. */
struct dmz_watch;

/* Makes it. The caller releases *watch with dmz_watch_free. Errors: those of reading places; DMZ_INPUT where there is
 * none with a name; DMZ_MEMORY. */
enum dmz_status dmz_watch_build(struct dmz_context *context, const struct dmz_watch_request *request,
                                struct dmz_watch **watch);

/* Looks at one sighting and counts it. `class_name`: what the source calls it, NULL where it says nothing.
 * `accuracy_m`: it may be that far from where it says, >= 0. Distances are to the millimetre; depths, too, where the
 * nearest limit is as far as the distance from the line and its reach differ, else to the tolerance of limits. Of a
 * limit that a mask has cut, what is left counts. Memory grows with the classes that there are. A few us. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_watch_look(struct dmz_watch *watch, struct dmz_position at, const char *class_name,
                               double accuracy_m, struct dmz_sighting *sighting);

/* The classes that were looked at, by name, those not known after the others: how many; one of them; its texts are
 * borrowed. To be sorted by dmz_watch_sort, when all was looked at. */
size_t dmz_watch_class_count(const struct dmz_watch *watch);
struct dmz_sighted_class dmz_watch_class(const struct dmz_watch *watch, size_t i);
void dmz_watch_sort(struct dmz_watch *watch);

/* All that was looked at. */
struct dmz_sightings_count dmz_watch_total(const struct dmz_watch *watch);

/* Takes NULL. */
void dmz_watch_free(struct dmz_watch *watch);

/* What is to be read, and how it is to be written. Everything is borrowed. */
struct dmz_sightings_request {
    const struct dmz_stats *stats;
    struct dmz_features *features;         /* open for points; read to its end */
    const char *class_field;               /* NULL: none */
    const char *accuracy_field;            /* metres, or text with a unit; NULL: all are accurate to `accuracy_m` */
    double accuracy_m;                     /* >= 0 */
    const struct dmz_zones_format *format; /* NULL: they are not written */
    bool format_given;                     /* else what comes as a sequence goes as one */
    struct dmz_output *output;             /* begun; of formats that GDAL makes NULL */
    struct dmz_buffer *text;               /* zeroed, for what GDAL makes; else NULL */
};

/* Whether sightings are written in a format: GeoJSON, CSV, and such as GDAL has for points. */
bool dmz_sightings_can_write(const struct dmz_zones_format *format);

/* Looks at every point of every feature, one after another, and writes each, with its own fields first, then ours;
 * memory is that of one, but for formats of GDAL, which are made in memory. A field of a feature that is called like
 * one of ours becomes of_NAME. Errors: those of dmz_features_next; DMZ_INPUT, with the feature, where an accuracy is
 * none, or no feature has a field that was asked for; those of dmz_output_add; DMZ_MEMORY. */
enum dmz_status dmz_sightings_run(struct dmz_context *context, const struct dmz_sightings_request *request,
                                  struct dmz_watch *watch);

/* Makes the sheet `sightings`: a row for each zone and class, with sums. */
void dmz_watch_sheet(const struct dmz_watch *watch, struct dmz_sheet *sheet);

/* Append to `text` all of it after docs/schema/check.schema.json; the sheet as a table, in Markdown, in CSV. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_report_sightings_csv(struct dmz_context *context, const struct dmz_watch *watch,
                                         struct dmz_buffer *text);
enum dmz_status dmz_report_sightings_json(struct dmz_context *context, const struct dmz_watch *watch,
                                          struct dmz_buffer *text);
enum dmz_status dmz_report_sightings_table(struct dmz_context *context, const struct dmz_watch *watch,
                                           struct dmz_buffer *text);
enum dmz_status dmz_report_sightings_markdown(struct dmz_context *context, const struct dmz_watch *watch,
                                              struct dmz_buffer *text);

/* "no", "yes", "undecided", "unknown"; NULL for NONE. */
const char *dmz_verdict_name(enum dmz_verdict verdict);

DMZ_API_END

#endif
