/* ends.h: which ends of a line's parts belong together: the nearest ones. */
#ifndef DMZ_LINE_ENDS_H
#define DMZ_LINE_ENDS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/line.h"

/* Ends are numbered: 2 i is where part i starts, 2 i + 1 where it ends. */
static inline size_t dmz_end_part(size_t end) {
    return end / 2;
}

static inline bool dmz_end_arrives(size_t end) {
    return end % 2;
}

struct dmz_position dmz_end_place(const struct dmz_line *line, size_t end);

/* Two ends that belong together, the lower number first. */
struct dmz_end_pair {
    size_t a, b;
    double gap_m; /* the geodesic between them; exactly 0 where they are one place */
};

/* Three ends or more at one place. */
struct dmz_junction {
    struct dmz_position place;
    size_t ends;
};

/* Zero-initialise; release with dmz_end_pairs_free. */
struct dmz_end_pairs {
    struct dmz_end_pair *pairs; /* shortest first */
    size_t count;
    struct dmz_junction *junctions;
    size_t junction_count;
};

/* Pairs the ends of open parts that are at most `most_m` apart: the nearest two first, then the nearest two of what
 * is left, and so on, whichever way the parts run; equal distances by number. Ends at junctions are in no pair. The
 * two ends of what has become one piece are a pair only where it is at least three times as long as the gap between
 * them: a short piece in a row of short pieces is no ring. `lengths_m` has a length for each part. `pairs` must be
 * zeroed; the caller frees it. O(n log n) for ends in general position. Errors: DMZ_MEMORY. */
enum dmz_status dmz_ends_pair(struct dmz_context *context, const struct dmz_line *line, const double *lengths_m,
                              double most_m, struct dmz_end_pairs *pairs);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_end_pairs_free(struct dmz_end_pairs *pairs);

#endif
