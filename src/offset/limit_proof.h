/* limit_proof.h: limits measured where they are written, and bracketed. */
#ifndef DMZ_OFFSET_LIMIT_PROOF_H
#define DMZ_OFFSET_LIMIT_PROOF_H

#include "dmz/limits.h"

/* What limits are proven against. Everything is borrowed. */
struct dmz_limit_proof {
    const struct dmz_line *dense;
    const struct dmz_index *index; /* of it */
    const struct dmz_offset_request *request;
};

/* Checks each limit, rounded: its distance from the line at every vertex and at the middle of every edge, and that it
 * lies between its brackets. Fills what was found into *accuracy, whose tolerance is set, and what is wrong with the
 * limits, in words, into `problem`, "" for nothing. Errors: DMZ_MEMORY. */
enum dmz_status dmz_limits_prove(struct dmz_context *context, const struct dmz_limit_proof *proof,
                                 const struct dmz_multipolygon *limits, struct dmz_accuracy *accuracy,
                                 char problem[DMZ_PROBLEM_SIZE]);

#endif
