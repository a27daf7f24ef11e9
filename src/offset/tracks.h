/* tracks.h: lines and rings made coarse: a few positions in place of many, and how far they may be off. */
#ifndef DMZ_OFFSET_TRACKS_H
#define DMZ_OFFSET_TRACKS_H

#include <stddef.h>

#include "dmz/context.h"
#include "dmz/line.h"
#include "dmz/polygon.h"

/* Polylines end to end in one array: track i has positions [ends[i - 1], ends[i]), the first one [0, ends[0]). Edges
 * are straight in longitude/latitude. Zero-initialise; release with dmz_tracks_free. */
struct dmz_tracks {
    struct dmz_position *positions;
    size_t *ends;
    size_t position_count, track_count;
};

/* Where track i begins. */
size_t dmz_tracks_start(const struct dmz_tracks *tracks, size_t i);

/* Appends the parts of `line`, the rings of `limit`, the tracks of `from`, thinned: every place of what was given is
 * within `tolerance_m` of the track, and the other way round. Ends stay. Of a ring that goes round a pole and is
 * closed by way of the pole what leads to the pole and back is left out; longitudes run on. Linear in the number of
 * positions as a rule. Errors: DMZ_MEMORY. Source: the cone intersection method (Williams 1978). */
enum dmz_status dmz_tracks_add_line(struct dmz_context *context, const struct dmz_line *line, double tolerance_m,
                                    struct dmz_tracks *tracks);
enum dmz_status dmz_tracks_add_rings(struct dmz_context *context, const struct dmz_multipolygon *limit,
                                     double tolerance_m, struct dmz_tracks *tracks);
enum dmz_status dmz_tracks_add_thinner(struct dmz_context *context, const struct dmz_tracks *from, double tolerance_m,
                                       struct dmz_tracks *tracks);

/* Length of an edge, metres: at least the true one, and near it unless it spans many degrees. */
double dmz_tracks_edge_m(struct dmz_position a, struct dmz_position b);

/* Divides the edges into pieces: such that each, straight in longitude/latitude, is within `bow_m` of the geodesic
 * between its ends, and measures at most `length_m`. No place moves. Errors: DMZ_MEMORY. */
enum dmz_status dmz_tracks_divide(struct dmz_context *context, double bow_m, double length_m,
                                  struct dmz_tracks *tracks);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_tracks_free(struct dmz_tracks *tracks);

#endif
