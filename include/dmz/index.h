/* index.h: which piece of the contact line is nearest to a place, how far it is, and on which of its sides one
 * stands. */
#ifndef DMZ_INDEX_H
#define DMZ_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/geodesy.h"
#include "dmz/line.h"

DMZ_API_BEGIN

/* A search tree over the segments of a dense line; opaque. It owns copies: the line may be freed. */
struct dmz_index;

/* Makes the tree. `dense` comes from dmz_line_densify, in pieces of a few km at most, and has at least one part.
 * The caller releases *index with dmz_index_free. O(n log n). Errors: DMZ_INPUT where the line has no length;
 * DMZ_MEMORY. */
enum dmz_status dmz_index_build(struct dmz_context *context, const struct dmz_line *dense, struct dmz_index **index);

/* The nearest point of the line. */
struct dmz_nearest {
    double chord_m;     /* straight through the Earth: shorter than the geodesic by d^3 / 24 R^2 */
    enum dmz_side side; /* of the nearest piece; at an end, of the straight continuation of the last piece */
    size_t segment;     /* counted through all parts of the dense line */
    double share;       /* where on the segment, [0, 1] */
};

/* Finds the nearest point by straight distance in space. Of points equally near, to a micrometre, the one that
 * comes first on the line counts, so that doubled pieces have one answer. Pure; about 1 us. */
struct dmz_nearest dmz_index_nearest(const struct dmz_index *index, struct dmz_vector place);

/* The same, faster for places that follow each other: *segment is where the nearest point of the last place lay, or
 * any number, and becomes that of this one. */
struct dmz_nearest dmz_index_nearest_near(const struct dmz_index *index, struct dmz_vector place, size_t *segment);

/* An end of the line so near to another piece of it, metres, lies on it. */
#define DMZ_INDEX_TOUCH_M 1e-3

/* Calls `visit` with the nearest point, without its side, of each segment that is at most `within_m` from `place`, in
 * the order of the line. Pure. */
void dmz_index_visit(const struct dmz_index *index, struct dmz_vector place, double within_m,
                     void (*visit)(const struct dmz_nearest *nearest, void *data), void *data);

/* Which of the two sides `nearest` counts to. What is on neither, on the line itself or ahead of a place where the
 * line turns straight back, counts to the left, and on parts that are `turned` to the right: so of the line the other
 * way round it is the other side. Pure. */
enum dmz_side dmz_index_either_side(const struct dmz_index *index, const struct dmz_nearest *nearest);

/* Whether the nearest place of the line is one of its ends, and `place` beyond it: ahead of the plane across the
 * line's direction there. Beyond an end that lies on another piece of the line, which goes on there, nothing is.
 * `nearest` is dmz_index_nearest's answer for `place`. Pure. */
bool dmz_index_is_beyond(const struct dmz_index *index, const struct dmz_nearest *nearest, struct dmz_vector place);

/* Whether some piece of the line that is at most `within_m` farther from `place` than the nearest one has it on this
 * side (NONE: on itself). Where pieces are doubled, or `place` is near a border between sides, both sides have. Pure.
 */
bool dmz_index_has_side(const struct dmz_index *index, struct dmz_vector place, enum dmz_side side, double within_m);

/* Length of the shortest geodesic from `place` to the line, metres, to 0.1 mm: every foot whose chord might be the
 * shortest is measured, by its chord's length up to 1,000 km, by Karney's geodesic beyond. */
double dmz_index_distance_m(const struct dmz_index *index, struct dmz_position place);

/* The same of a place on the ellipsoid from which the line is at most `within_m` away, to a micrometre; INFINITY
 * where it is farther. The less `within_m` is the faster. Pure. */
double dmz_index_distance_within_m(const struct dmz_index *index, struct dmz_vector place, double within_m);

enum { DMZ_VICINITY_MOST = 32 };

/* What of the line was near a place, and how far one has gone since. Nothing comes nearer by more than that.
 * Zero-initialise; it owns nothing and belongs to one index. */
struct dmz_vicinity {
    struct dmz_vector last; /* the last place that was asked for */
    double travelled_m;     /* the way there */
    double step_m;          /* how far apart places are of late */
    size_t segment;         /* to which the last distance was measured */
    double beyond_m;        /* what is not among the pieces is at least so far off, less what is travelled */
    struct {
        double least_m; /* the same, of this one */
        size_t id;
        bool is_node; /* of the tree; else a segment */
    } pieces[DMZ_VICINITY_MOST];
    size_t count;
};

/* The same as dmz_index_distance_m, for places on the ellipsoid that follow each other: the whole tree is
 * searched only where what was near the ones before leaves open which piece is the nearest. Any place has the same
 * answer, to rounding, with any vicinity. */
double dmz_index_distance_along_m(const struct dmz_index *index, struct dmz_vector place,
                                  struct dmz_vicinity *vicinity);

/* Releases the tree. Takes NULL. */
void dmz_index_free(struct dmz_index *index);

DMZ_API_END

#endif
