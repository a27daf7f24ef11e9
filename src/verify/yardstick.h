/* yardstick.h: how far a place is from the contact line, found without anything that zones are made with: candidates
 * by boxes in space, then Karney's geodesics to the foot. */
#ifndef DMZ_VERIFY_YARDSTICK_H
#define DMZ_VERIFY_YARDSTICK_H

#include <stdbool.h>

#include "dmz/context.h"
#include "dmz/line.h"

/* The line in pieces of 2 km at most; opaque. It owns copies: the line may be freed. */
struct dmz_yardstick;

/* Makes it of a line as it was read, its edges read as `edges`. The caller releases it with dmz_yardstick_free.
 * Errors: DMZ_INPUT where the line has no length; DMZ_MEMORY. */
enum dmz_status dmz_yardstick_build(struct dmz_context *context, const struct dmz_line *line, enum dmz_edges edges,
                                    struct dmz_yardstick **yardstick);

/* The nearest point of the line. */
struct dmz_foot {
    double distance_m;
    enum dmz_side side; /* of the nearest piece, at an end of its straight (geodesic) continuation. NONE: on the line,
                         * on a continuation, or equally near, to a micrometre, to pieces with different sides */
    bool at_end;        /* the nearest point is an end of the line that does not lie on another piece of it */
    double beside_m;    /* at any end: how far the place is from the continuation, about; elsewhere INFINITY */
    struct dmz_position place;
};

/* Finds the nearest point of the line by the length of the geodesic, to 1 mm up to 500 km and 1 cm up to 2,000 km.
 * *hint, which may begin as 0, makes it faster for places that follow each other. Pure; some microseconds. */
struct dmz_foot dmz_yardstick_foot(const struct dmz_yardstick *yardstick, struct dmz_position place, size_t *hint);

/* How far the nearest point is from which the place lies on `side` and which is nearer than those next to it on the
 * line; only what is within `within_m` is looked for, else INFINITY. An end of the line that shows the other side
 * counts as farther by twice the way to its continuation, across which it shows this one; the tip of
 * a spike whose pieces run one over the other shows both. Metres, as accurate. */
double dmz_yardstick_facing_m(const struct dmz_yardstick *yardstick, struct dmz_position place, enum dmz_side side,
                              double within_m);

/* Distance to the line straight through the Earth, by pieces taken as straight: to some centimetres. Faster. */
double dmz_yardstick_chord_m(const struct dmz_yardstick *yardstick, struct dmz_vector place, size_t *hint);

/* The shortest and the longest geodesic that such a chord may have, at any place and in any direction. */
double dmz_yardstick_arc_least_m(double chord_m);
double dmz_yardstick_arc_most_m(double chord_m);

/* Between what and what a distance lies, metres. */
struct dmz_span {
    double least_m, most_m;
};

/* Bounds of the distances to the line from all places within `radius_m` of one, by such a chord. */
struct dmz_span dmz_yardstick_span(const struct dmz_yardstick *yardstick, struct dmz_vector place, double radius_m,
                                   size_t *hint);

/* What stands round a place within `within_m`, straight through the Earth. */
enum { DMZ_FACES_LEFT = 1, DMZ_FACES_RIGHT = 2, DMZ_FACES_END = 4, DMZ_FACES_ALONG = 8 };

/* Which of DMZ_FACES_* the feet within `within_m` have: the side that they show the place, whether they are ends of
 * the line; within `beside_m` of the continuation of an end, both sides. Stops looking when both sides are found, not
 * at an end. Pure. */
unsigned dmz_yardstick_faces(const struct dmz_yardstick *yardstick, struct dmz_vector place, double within_m,
                             double beside_m);

/* How far the place is from the nearest perpendicular at an end of the line; INFINITY where no end is within
 * `within_m`. */
double dmz_yardstick_cap_m(const struct dmz_yardstick *yardstick, struct dmz_position place, double within_m);

/* How far the place, whose foot is given, is from where ends of the line begin, or cease, to be its nearest point: a
 * perpendicular, or where it is as far from an end as from another piece. What is farther than `most_m` is of no
 * interest. */
double dmz_yardstick_flat_m(const struct dmz_yardstick *yardstick, struct dmz_position place,
                            const struct dmz_foot *foot, double most_m);

/* Releases it. Takes NULL. */
void dmz_yardstick_free(struct dmz_yardstick *yardstick);

#endif
