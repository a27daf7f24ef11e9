/* judge.h: zones judged by the truth: where they are, on which side, how far their limits are off. */
#ifndef TESTS_SUPPORT_JUDGE_H
#define TESTS_SUPPORT_JUDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/zones.h"
#include "support/chance.h"
#include "support/truth.h"

enum { JUDGE_LAYERS_MOST = 4 };

/* What zones to make. Of `reach_m`, and of `right_m` where that is not 0 throughout, the first at which both are 0
 * ends the layers. */
struct judge_wish {
    double reach_m[JUDGE_LAYERS_MOST + 1]; /* on both sides, or on the left */
    double right_m[JUDGE_LAYERS_MOST + 1];
    double tolerance_m; /* 0: 1 m */
    enum dmz_edges edges;
    bool merge;
    enum dmz_cap cap;
    enum dmz_engine engine;
};

/* Zones and what they were made of. */
struct judge_made {
    struct dmz_context *context;
    struct dmz_layer layers[JUDGE_LAYERS_MOST];
    struct dmz_zones_request request; /* its `layers` is set anew by whoever uses it */
    struct dmz_zones zones;
    enum dmz_status status;
};

/* Makes zones, well or not; and makes zones, failing the test where that fails. Release with judge_free. */
struct judge_made judge_try(const struct dmz_line *line, struct judge_wish wish);
struct judge_made judge_make(const struct dmz_line *line, struct judge_wish wish);
void judge_free(struct judge_made *made);

/* Area, m2, of one zone; of all on a side (DMZ_SIDE_NONE: on both). */
double judge_area_m2(const struct dmz_multipolygon *area);
double judge_side_area_m2(const struct dmz_zones *zones, enum dmz_side side);

/* Whether a place is in one of the polygons. Source: ray casting in longitude/latitude; the place's longitude may be
 * counted in any turn. */
bool judge_contains(const struct dmz_multipolygon *area, struct dmz_position place);

/* Whether GEOS takes the polygons for a valid multipolygon; says why not. */
bool judge_valid(const struct dmz_multipolygon *area);

/* Whether no two zones have any area in common, as GEOS relates them. */
bool judge_disjoint(const struct dmz_zones *zones);

/* The number of edges that no zone runs along the other way, but for those of the outermost limit; names the first. 0
 * where zones share their borders vertex by vertex. */
size_t judge_unshared_edges(const struct judge_made *made, const struct truth *truth);

/* The farthest that vertices of the rings, and two places inside each edge, are from lying `reach_m` from the line;
 * every `stride`-th vertex is taken. */
double judge_deviation_m(const struct dmz_multipolygon *limit, const struct truth *truth, double reach_m,
                         size_t stride);

/* What came of asking zones about places. */
struct judge_tally {
    size_t checked;   /* places */
    size_t undecided; /* of them, those that might be on either side: only their layer is asked for */
    size_t wrong;
    struct dmz_position first_wrong;
};

/* Asks about `count` random places out to 1.2 times the outermost reach, one in four within some metres of a limit:
 * each must be in one zone, of its own layer and on its own side, or in none beyond the reaches, or beyond an end
 * with a flat cap. A place within the tolerance of a limit is not asked about. */
struct judge_tally judge_places(const struct judge_made *made, const struct truth *truth, size_t count,
                                struct chance *chance);

/* Judges zones in every way: valid, disjoint, sharing their borders, each of `places` random places in its zone.
 * Fails the test where something is wrong. */
void judge_zones(const struct judge_made *made, const struct truth *truth, size_t places, struct chance *chance);

/* Makes zones of `line` as wished and judges them. */
void judge_line(const struct dmz_line *line, struct judge_wish wish, size_t places, struct chance *chance);

#endif
