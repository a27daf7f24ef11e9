/* contour.h: limits by engine front alone, and what must hold of any of them. */
#ifndef TESTS_SUPPORT_CONTOUR_H
#define TESTS_SUPPORT_CONTOUR_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/offset.h"
#include "support/chance.h"

/* A place as metres to the east and north of an origin, by the azimuth and the length of the geodesic from there. */
struct contour_spot {
    double east_m, north_m;
};

/* Appends a part whose positions are these spots from `origin`. */
void contour_part(struct dmz_context *context, struct dmz_line *line, struct dmz_position origin,
                  const struct contour_spot *spots, size_t count);

/* Appends a part of 1 cm there. */
void contour_dot(struct dmz_context *context, struct dmz_line *line, struct dmz_position origin,
                 struct contour_spot spot);

/* What to make. */
struct contour_wish {
    double reach_m, tolerance_m;
    enum dmz_edges edges;
    size_t measured; /* about so many vertices are measured; 0: all */
    size_t places;   /* so many random places are asked for */
    bool may_touch;  /* rings may meet: there are gaps of less than 0.3 tolerances, which edges may leave out */
};

/* Makes limits for `count` reaches in one request; `limits` are zeroed and the caller's. Fails the test where the
 * engine gives up. */
void contour_make_all(struct dmz_context *context, const struct dmz_line *line, const struct contour_wish *wish,
                      const double *reaches_m, size_t count, struct dmz_multipolygon *limits);

/* Makes a limit and judges it: the caller frees it. */
struct dmz_multipolygon contour_make(struct dmz_context *context, const struct dmz_line *line,
                                     struct contour_wish wish, struct chance *chance);

/* What must hold of every limit; fails the test where it does not. Rings are closed, shells counter-clockwise, no
 * edge is shorter than a two-hundredth of the tolerance, GEOS finds them valid (but round a pole); vertices and
 * places inside the edges lie at the reach to the tolerance; random places are inside where they are nearer than the
 * reach, by brute force. */
void contour_judge(const struct dmz_line *line, const struct dmz_multipolygon *limit, const struct contour_wish *wish,
                   struct chance *chance);

/* That a limit has so many parts and holes. */
#define assert_rings(limit, parts, holes) contour_assert_rings(limit, parts, holes, __FILE__, __LINE__)
void contour_assert_rings(const struct dmz_multipolygon *limit, size_t parts, size_t holes, const char *file,
                          int line);

#endif
