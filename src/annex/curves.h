/* curves.h: the limits of zones as whole curves, whatever they were cut at; and geodesics as edges that mean the same
 * in both readings. */
#ifndef DMZ_ANNEX_CURVES_H
#define DMZ_ANNEX_CURVES_H

#include "dmz/annex.h"
#include "dmz/paths.h"

/* Curves with what they bound on their left. Zero-initialise; release with dmz_curves_free. */
struct dmz_curves {
    struct dmz_paths paths;
    enum dmz_piece_kind *kinds; /* one for each */
};

/* Puts together what was cut at the antimeridian, at poles, at the beginning of rings. Errors: DMZ_MEMORY. */
enum dmz_status dmz_curves_build(struct dmz_context *context, const struct dmz_paths *limit_lines,
                                 struct dmz_curves *curves);

void dmz_curves_free(struct dmz_curves *curves);

/* Appends the piece's geodesics as one path whose edges mean the same, to `bow_m`, straight in longitude/latitude; a
 * ring's ends where it began. Longitudes run on from [-180, 180]. Errors: DMZ_MEMORY. */
enum dmz_status dmz_piece_trace(struct dmz_context *context, const struct dmz_annex_piece *piece, double bow_m,
                                struct dmz_paths *paths);

/* Appends a path whose longitudes run on to `paths`, cut where it crosses the antimeridian, with longitudes in
 * [-180, 180]. Errors: DMZ_MEMORY. Source: RFC 7946, section 3.1.9. */
enum dmz_status dmz_path_cut(struct dmz_context *context, const struct dmz_path *path, struct dmz_paths *paths);

#endif
