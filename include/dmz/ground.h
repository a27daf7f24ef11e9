/* ground.h: what overlays are laid on: the zones, ready to be asked where places are and how far from the line. */
#ifndef DMZ_GROUND_H
#define DMZ_GROUND_H

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/index.h"
#include "dmz/locator.h"
#include "dmz/stats.h"

DMZ_API_BEGIN

/* What of a ground depends on the line alone, kept for zones after zones: the line in pieces on which both readings
 * of edges agree, and their index. Zero-initialise; release with dmz_ground_line_free. */
struct dmz_ground_line {
    struct dmz_line given;
    enum dmz_edges edges;
    struct dmz_line dense;
    struct dmz_index *index;
};

/* Made once for all overlays of a run. Zero-initialise; release with dmz_ground_free. */
struct dmz_ground {
    const struct dmz_stats *stats; /* borrowed */
    struct dmz_locator *locator;   /* NULL where nothing will be asked for */
    struct dmz_line dense;         /* the line in pieces on which both readings of edges agree */
    struct dmz_index *index;       /* of that */
    bool shared;                   /* both are another's */
    struct dmz_line right_dense;   /* the same of the line for the right, where each side has one; else empty, NULL */
    struct dmz_index *right_index;
};

/* Makes it of a run's line and zones. `ground` must be zeroed; the caller frees it. Errors: DMZ_INPUT where the line
 * has no length; DMZ_MEMORY. */
enum dmz_status dmz_ground_build(struct dmz_context *context, const struct dmz_stats *stats,
                                 struct dmz_ground *ground);

/* The same where it is known how many places the locator will be asked for: see dmz_locator_build_for; for 0 there is
 * none. `line` is used again where it is of the same line, else filled, and must outlive the ground; NULL: nothing is
 * shared. */
enum dmz_status dmz_ground_build_for(struct dmz_context *context, const struct dmz_stats *stats, size_t questions,
                                     struct dmz_ground_line *line, struct dmz_ground *ground);

/* Length of the shortest geodesic from a place to the line, metres, to the millimetre; and in *side, that of the
 * zone, or where that is merged or DMZ_LOCATOR_NONE, of the nearest piece of the line. Where each side has a line of
 * its own, a zone's counts, and without a zone the nearer one. */
double dmz_ground_distance_m(const struct dmz_ground *ground, struct dmz_position place, size_t zone,
                             enum dmz_side *side);

/* Release what they own and zero it. Safe to call twice. */
void dmz_ground_free(struct dmz_ground *ground);
void dmz_ground_line_free(struct dmz_ground_line *line);

DMZ_API_END

#endif
