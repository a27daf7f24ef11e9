/* relations.h: what has to be so between the zones of one line made in two ways, and of each for itself. */
#ifndef PROPERTIES_RELATIONS_H
#define PROPERTIES_RELATIONS_H

#include <geos_c.h>

#include "dmz/buffer.h"
#include "fuzz/flat.h"
#include "support/judge.h"

/* What is judged, and what was found. */
struct hearing {
    const char *property; /* the one that is asked about now */
    bool sides;           /* whether one can tell the sides of the line all along it; else only wholes are compared */
    struct flat_plane plane;
    GEOSContextHandle_t geos;
    struct dmz_buffer complaints; /* what was found, each ended by "; " */
    size_t complaint_count;
    double worst; /* the most that anything was off by, as a share of what is allowed */
};

/* That zones are the same, vertex by vertex, and have the same areas to 1e-9 of themselves, those of one side under
 * the other's name where `swapped`. */
void relation_same_zones(struct hearing *hearing, const struct judge_made *made, const struct judge_made *other,
                         bool swapped);

/* That zones have the same areas, zone by zone, or layer by layer where sides are not told: to a share of themselves
 * of 1e-9, to 0.1 m2, which is what areas of other vertices are measured to, and to `tolerance_m` all along the
 * edges.
 */
void relation_same_areas(struct hearing *hearing, const struct judge_made *made, const struct judge_made *other,
                         double tolerance_m);

/* That the zones of both sides are, layer by layer, together as large as the merged ones: to 1e-9, to 0.1 m2, and to
 * the rounding of vertices all along the edges, since where borders end on limits there is one more; and but for
 * slivers between limits that the tolerance allows to meet, or of 20 square tolerances beside a border. */
void relation_sum(struct hearing *hearing, const struct judge_made *sides, const struct judge_made *merged);

/* That each zone lies in the zone on its side of `larger`, or in both where sides are not told, but for `tolerance_m`
 * along its edges. */
void relation_within(struct hearing *hearing, const struct judge_made *made, const struct judge_made *larger,
                     double tolerance_m);

/* That vertices of limits and middles of their edges lie at their reach, as the truth measures it, to the tolerance;
 * some `most` of them for each zone. */
void relation_distances(struct hearing *hearing, const struct judge_made *made, const struct truth *truth,
                        size_t most);

#endif
