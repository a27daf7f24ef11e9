/* gauge.h: how far beyond the limits of zones a place is: by one line, by a line for each side, or by stretches of a
 * line that have reaches of their own. */
#ifndef DMZ_VERIFY_GAUGE_H
#define DMZ_VERIFY_GAUGE_H

#include "dmz/verify.h"
#include "verify/yardstick.h"

enum { DMZ_GAUGE_LINES = 2 };

/* The lines that zones are held against. Release with dmz_gauge_free. */
struct dmz_gauge {
    const struct dmz_verify_request *request;     /* borrowed */
    struct dmz_yardstick *lines[DMZ_GAUGE_LINES]; /* of both sides, or of the left and of the right */
    size_t line_count;
    struct dmz_yardstick **stretches; /* of each stretch; NULL where there are none */
    struct dmz_width *bounds;         /* of each, its least and its largest reach: left_m, right_m */
};

/* Makes it of the line and what the request adds to it. `gauge` must be zeroed; the caller frees it. Errors:
 * DMZ_INPUT where a line has no length; DMZ_MEMORY. */
enum dmz_status dmz_gauge_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_verify_request *request, struct dmz_gauge *gauge);

/* Which of the lines counts for a zone: whose sides its sides are. */
size_t dmz_gauge_line(const struct dmz_gauge *gauge, const struct dmz_verify_zone *zone);

/* Of how many lines or stretches distances make up a place's reading. */
size_t dmz_gauge_count(const struct dmz_gauge *gauge);

/* Distances from a place, or from all places within `radius_m` of it, by straight lines through the Earth: bounds,
 * one for each line or stretch. hints: as many, begun as 0. */
void dmz_gauge_bounds(const struct dmz_gauge *gauge, struct dmz_vector place, double radius_m, size_t *hints,
                      struct dmz_span *spans);

/* The same to a millimetre, of a place for which bounds are known: of all that may be what a limit is measured from
 * there. feet: of those, one for each, or NULL. */
void dmz_gauge_measure(const struct dmz_gauge *gauge, struct dmz_position place, size_t *hints,
                       struct dmz_span *spans, struct dmz_foot *feet);

/* How far beyond the zone's outer limit a place is, and beyond the limit of what lies within it; less than 0: inside.
 * *nearest becomes the line or stretch that it is measured from (may be NULL). */
struct dmz_span dmz_gauge_outer(const struct dmz_gauge *gauge, const struct dmz_verify_zone *zone,
                                const struct dmz_span *spans, size_t *nearest);
struct dmz_span dmz_gauge_inner(const struct dmz_gauge *gauge, const struct dmz_verify_zone *zone,
                                const struct dmz_span *spans);

/* Whether the zone begins at the line itself. */
bool dmz_gauge_from_line(const struct dmz_verify_request *request, const struct dmz_verify_zone *zone);

/* The largest reach of a zone, and the least depth that it has anywhere, metres. */
double dmz_gauge_reach_m(const struct dmz_verify_request *request, const struct dmz_verify_zone *zone);
double dmz_gauge_depth_m(const struct dmz_verify_request *request, const struct dmz_verify_zone *zone);

/* Releases what it owns. */
void dmz_gauge_free(struct dmz_gauge *gauge);

#endif
