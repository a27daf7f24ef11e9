/* base.h: what zones of a line are made on, whatever their widths: the line in pieces, the index of them, limits that
 * were made before. */
#ifndef DMZ_ZONES_BASE_H
#define DMZ_ZONES_BASE_H

#include "dmz/index.h"
#include "dmz/zones.h"
#include "offset/limit_memory.h"
#include "zones/flank_memory.h"
#include "zones/proven.h"

/* What holds as long as line, density and tolerance are the same. Zero-initialise; release with dmz_base_free. */
struct dmz_base {
    struct dmz_density density;
    double tolerance_m;
    struct dmz_line dense;
    struct dmz_index *index;
    struct dmz_limit_memory *limits; /* NULL, all three: nothing is remembered */
    struct dmz_flank_memory *flanks;
    struct dmz_proven *proven;
};

/* Copies the parts of `line`, joins them, and makes the form of them that does not depend on how they were written
 * (line/canonical.h). `joined` must be zeroed; the caller frees it, whatever comes of it. Errors: DMZ_MEMORY. */
enum dmz_status dmz_base_join(struct dmz_context *context, const struct dmz_line *line, struct dmz_line *joined);

/* The index of `dense`, which is given a position where it ends on itself (line/touches.h). The caller releases
 * *index, NULL before, with dmz_index_free, whatever comes of it. Errors: those of dmz_index_build. */
enum dmz_status dmz_base_index(struct dmz_context *context, struct dmz_line *dense, struct dmz_index **index);

/* Makes it of a line, joined. Errors: DMZ_INPUT where the line has no length; DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_base_build(struct dmz_context *context, const struct dmz_line *line,
                               const struct dmz_zones_request *request, double outermost_m, struct dmz_base *base);

/* The base of zones that share what they can: of this line, density and tolerance, made where it is not there.
 * Borrowed. Errors: those of dmz_base_build. */
enum dmz_status dmz_shared_base(struct dmz_context *context, struct dmz_zones_shared *shared,
                                const struct dmz_line *line, const struct dmz_zones_request *request,
                                double outermost_m, struct dmz_base **base);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_base_free(struct dmz_base *base);

#endif
