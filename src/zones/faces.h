/* faces.h: the faces between noded strands, and what sets of them look like as polygons. */
#ifndef DMZ_ZONES_FACES_H
#define DMZ_ZONES_FACES_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/paths.h"
#include "dmz/polygon.h"
#include "zones/strands.h"

/* Faces of the map; opaque. */
struct dmz_faces;

/* Finds the faces between strands, which dmz_strands_node has cut, and borrows these. Strands that end in nothing lie
 * in one face. What is outside all is no face. n log n for n strands, and a look at the boxes of all for each that is
 * an island. The caller releases *faces with dmz_faces_free. Errors: DMZ_MEMORY. Source: half-edges (Muller and
 * Preparata 1978). */
enum dmz_status dmz_faces_build(struct dmz_context *context, const struct dmz_strands *strands,
                                struct dmz_faces **faces);

/* How many there are. */
size_t dmz_faces_count(const struct dmz_faces *faces);

/* The face to the left of a strand, or to its right; DMZ_NO_FACE for what is outside all. */
#define DMZ_NO_FACE SIZE_MAX
size_t dmz_faces_beside(const struct dmz_faces *faces, size_t strand, bool right);

/* What the outer edge of a face goes round, square degrees as the map has them. */
double dmz_faces_area_deg2(const struct dmz_faces *faces, size_t face);

/* A place well inside a face: in the middle of its widest stretch along a parallel near its middle. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_faces_inside(struct dmz_context *context, const struct dmz_faces *faces, size_t face,
                                 struct dmz_position *inside);

/* Of a face that nobody owns. */
#define DMZ_NO_OWNER SIZE_MAX

/* A set of faces: those whose owner it is. */
struct dmz_face_set {
    const size_t *owners; /* one for each face; borrowed */
    size_t owner;
    size_t limit;        /* whose edges are wanted */
    const size_t *ranks; /* one for each owner, borrowed; not NULL: edges of any limit are wanted, but only where what
                            is beyond is of no owner or of a higher rank */
};

/* Appends what the set covers to `area`: valid polygons that meet in corners at the most, with every position of the
 * strands between the set and others; and to `limit_lines`, unless it is NULL, those edges of it that are the
 * limit's, in the direction of its rings, in paths as long as can be. Errors: DMZ_MEMORY. */
enum dmz_status dmz_faces_gather(struct dmz_context *context, const struct dmz_faces *faces,
                                 const struct dmz_face_set *set, struct dmz_multipolygon *area,
                                 struct dmz_paths *limit_lines);

/* Releases them. Takes NULL. */
void dmz_faces_free(struct dmz_faces *faces);

#endif
