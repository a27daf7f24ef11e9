/* given.h: zones out of a file, whoever made it: what is to be measured, not what dmzcalc made. */
#ifndef DMZ_GIVEN_H
#define DMZ_GIVEN_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/line.h"
#include "dmz/polygon.h"

DMZ_API_BEGIN

/* The polygons of one feature, or of a file's bare geometry. Shells run counter-clockwise, holes clockwise, whatever
 * the file says; longitudes are as given. */
struct dmz_given_zone {
    char *layer;        /* NULL where the file does not say */
    enum dmz_side side; /* NONE: both */
    double from_m, to_m;
    bool has_reach; /* the file has to_m; from_m is 0 where it has none */
    char *place;    /* of the feature in the file: "/features/3", "" for the whole */
    struct dmz_multipolygon area;
};

/* A layer that was asked for, and how far it reaches on either side; NAN where that is not said. */
struct dmz_given_layer {
    char *name;
    double left_m, right_m;
};

/* Zones in their order, and what the file says of how they were made (its member `dmzcalc`). Zero-initialise; release
 * with dmz_given_free. */
struct dmz_given {
    char *name; /* of the source, as messages have it; NULL where there is none */
    struct dmz_given_zone *zones;
    size_t count;
    struct dmz_given_layer *layers; /* inner first */
    size_t layer_count;
    bool flat_caps; /* the ends are flat */
    bool edges_known;
    enum dmz_edges edges;
    char *width_from; /* the field of the line's features that had their widths; NULL where it does not say */
    unsigned masks;   /* DMZ_GIVEN_...: what the zones were kept to */
};

enum { DMZ_GIVEN_CLIP = 1, DMZ_GIVEN_EXCLUDE = 2, DMZ_GIVEN_TERRITORY = 4 };

/* Appends an empty zone; NULL where memory runs out. Borrowed, valid until the next one. */
struct dmz_given_zone *dmz_given_append(struct dmz_given *given);

/* Appends a layer that was asked for; its name is copied. Errors: DMZ_MEMORY. */
enum dmz_status dmz_given_expect(struct dmz_context *context, struct dmz_given *given, const char *name,
                                 double left_m, double right_m);

/* Fails with DMZ_INPUT, `NAME: PLACE: message`, of one of the zones; without the place where `zone` is NULL. */
enum dmz_status dmz_given_fail(struct dmz_context *context, const struct dmz_given *given,
                               const struct dmz_given_zone *zone, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_given_free(struct dmz_given *given);

DMZ_API_END

#endif
