/* map.h: lines on the map that is written: longitudes from -180 to 180, cut at the antimeridian, framed. */
#ifndef DMZ_ZONES_MAP_H
#define DMZ_ZONES_MAP_H

#include "core/shape.h"
#include "dmz/geodesy.h"
#include "dmz/plane.h"

/* Adds the line through `count` positions, 2 at least, whose longitudes run on, with longitude and latitude for x and
 * y: cut where it crosses the antimeridian, in both its longitudes where it runs along it. Edges are straight in
 * longitude/latitude, so nothing moves. Errors: DMZ_GEOMETRY, DMZ_MEMORY. Source: RFC 7946, section 3.1.9. */
enum dmz_status dmz_map_add(struct dmz_context *context, const struct dmz_position *positions, size_t count,
                            struct dmz_shapes *lines);

/* The same for places whose longitudes need not run on, in edges short enough to be straight in every reading: what
 * is nearer than `nearness_m` to the antimeridian or to a pole is on it, a pole in the longitudes by which one
 * arrives and leaves. `places` are changed on the way. */
enum dmz_status dmz_map_add_places(struct dmz_context *context, struct dmz_position *places, size_t count,
                                   double nearness_m, struct dmz_shapes *lines);

/* The same for points of a plane. */
enum dmz_status dmz_map_add_points(const struct dmz_plane *plane, const struct dmz_point *points, size_t count,
                                   double nearness_m, struct dmz_shapes *lines);

/* Adds the edges of the map, the antimeridian on both sides and the poles as parallels: on the map every line that is
 * closed on the Earth has an inside, poles or not. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_map_add_frame(struct dmz_context *context, struct dmz_shapes *lines);

#endif
