/* scene.h: what a picture or a page shows: where its frame is, and copies of what overlays have within it. */
#ifndef DMZ_SCENE_H
#define DMZ_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/paths.h"
#include "dmz/plane.h"
#include "dmz/polygon.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

/* A region as it was made sound: in [-180, 180], cut at the antimeridian. Where several features bear the name, their
 * polygons follow each other, and may overlap. */
struct dmz_scene_region {
    char *name; /* NULL where it has none */
    struct dmz_multipolygon area;
};

struct dmz_scene_place {
    char *name;        /* NULL where it has none */
    double population; /* NAN: not known */
    struct dmz_position at;
};

/* A feature of routes; longitudes as given: edges of more than half a turn are short ones over the antimeridian. */
struct dmz_scene_route {
    char *name, *class_name; /* NULL where it has none */
    struct dmz_paths paths;
};

/* A site: a point, or an area, which is sound. */
struct dmz_scene_site {
    char *name; /* NULL where it has none */
    bool is_area;
    struct dmz_position at; /* of an area, the place of its edge that is nearest to the line */
    struct dmz_multipolygon area;
};

struct dmz_name_table;

/* What is to be seen, each kind in the order in which it was read. Zero-initialise; release with dmz_scene_free. It
 * stays where it was begun. */
struct dmz_scene {
    struct dmz_context *context;
    struct dmz_plane plane;       /* coarse, centred near the middle of the zones; scale is true from there */
    struct dmz_position centre;   /* of the plane */
    struct dmz_point low, high;   /* round the zones and the line, in the plane: what the picture is of */
    double margin_m;              /* what lies within so much of that, on each side, is kept */
    struct dmz_name_table *names; /* of regions */
    struct dmz_scene_region *regions;
    size_t region_count;
    struct dmz_scene_place *places;
    size_t place_count;
    struct dmz_scene_route *routes;
    size_t route_count;
    struct dmz_scene_site *sites;
    size_t site_count;
};

/* The most that a picture is wider than high, or higher than wide, with the same room to spare on each side. */
#define DMZ_SCENE_ASPECT_MOST 2.5

/* Begins a scene of zones and their line (of all of it, where zones have no area); `right` is the line of the zones
 * on the right, or NULL. `scene` must be zeroed; the caller frees it. The context must outlive it. Errors:
 * DMZ_GEOMETRY where there is no plane that holds them all, DMZ_MEMORY. */
enum dmz_status dmz_scene_begin(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_line *right, const struct dmz_zones *zones, struct dmz_scene *scene);

/* Add copies of what lies within the frame and its margin, or may; what does not is passed over. Texts may be NULL.
 * Nothing happens where `scene` is NULL. Errors: DMZ_MEMORY. */
enum dmz_status dmz_scene_add_region(struct dmz_scene *scene, const char *name, const struct dmz_multipolygon *area);
enum dmz_status dmz_scene_add_place(struct dmz_scene *scene, const char *name, double population,
                                    struct dmz_position at);
enum dmz_status dmz_scene_add_route(struct dmz_scene *scene, const char *name, const char *class_name,
                                    const struct dmz_paths *paths);
enum dmz_status dmz_scene_add_site(struct dmz_scene *scene, const char *name, struct dmz_position at,
                                   const struct dmz_multipolygon *area);

/* Whether a place lies within the frame and its margin. False where `scene` is NULL. */
bool dmz_scene_holds(const struct dmz_scene *scene, struct dmz_position at);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_scene_free(struct dmz_scene *scene);

DMZ_API_END

#endif
