/* seams.h: edges that two polygons of one zone share, which are inside it. */
#ifndef DMZ_VERIFY_SEAMS_H
#define DMZ_VERIFY_SEAMS_H

#include "verify/job.h"

struct dmz_seam;

/* The seams of all zones, sorted. Zero-initialise; release with dmz_seams_free. */
struct dmz_seams {
    struct dmz_seam *items;
    size_t count;
};

/* Finds the edges that two polygons of a zone share: the same two positions, run along once each way. What is run
 * along more often, or twice the same way, is none: polygons overlap there. Takes n log n. Errors: DMZ_MEMORY. */
enum dmz_status dmz_seams_find(const struct dmz_job *job, struct dmz_seams *seams);

/* Whether that edge of a zone of job->found is a seam. */
bool dmz_seams_has(const struct dmz_seams *seams, size_t zone, struct dmz_position a, struct dmz_position b);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_seams_free(struct dmz_seams *seams);

#endif
