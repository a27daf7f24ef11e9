/* scene.c: what a picture or a page shows. */
#include "dmz/scene.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "overlay/name_table.h"

/* So much room is left round the zones, of their larger extent, by pictures that leave the most. */
static const double ROOM = 0.15;

/* Extents in the plane. */
struct bounds {
    struct dmz_point low, high;
};

static const struct bounds NOTHING = {{INFINITY, INFINITY}, {-INFINITY, -INFINITY}};

/* --- going over positions --- */

typedef enum dmz_status visit(void *data, const struct dmz_position *positions, size_t count);

static enum dmz_status visit_area(const struct dmz_multipolygon *area, visit *call, void *data) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count && !status; k++)
            status = call(data, area->polygons[i].rings[k].positions, area->polygons[i].rings[k].count);
    return status;
}

static enum dmz_status visit_paths(const struct dmz_paths *paths, visit *call, void *data) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < paths->count && !status; i++)
        status = call(data, paths->items[i].positions, paths->items[i].count);
    return status;
}

static enum dmz_status visit_line(const struct dmz_line *line, visit *call, void *data) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; line && i < line->part_count && !status; i++)
        status = call(data, line->parts[i].positions, line->parts[i].count);
    return status;
}

/* What the picture is of. */
struct subject {
    const struct dmz_line *line, *right;
    const struct dmz_zones *zones;
};

static enum dmz_status visit_subject(const struct subject *subject, visit *call, void *data) {
    size_t polygons = 0;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < subject->zones->count && !status; i++) {
        polygons += subject->zones->zones[i].area.polygon_count;
        status = visit_area(&subject->zones->zones[i].area, call, data);
    }
    if (!status && !polygons)
        status = visit_line(subject->line, call, data);
    return status || polygons ? status : visit_line(subject->right, call, data);
}

/* --- the frame --- */

static enum dmz_status box_of(void *data, const struct dmz_position *positions, size_t count) {
    struct dmz_box *box = data;
    for (size_t i = 0; i < count; i++)
        *box = dmz_box_with(*box, dmz_geodesy_vector(positions[i]));
    return DMZ_OK;
}

/* Bounds of positions in a scene's plane. */
struct measuring {
    const struct dmz_scene *scene;
    struct bounds bounds;
};

static enum dmz_status bounds_of(void *data, const struct dmz_position *positions, size_t count) {
    enum { AT_ONCE = 256 };
    struct measuring *measuring = data;
    struct bounds *bounds = &measuring->bounds;
    struct dmz_point points[AT_ONCE];
    enum dmz_status status = DMZ_OK;
    for (size_t done = 0; done < count && !status; done += AT_ONCE) {
        size_t some = count - done < AT_ONCE ? count - done : AT_ONCE;
        status = dmz_plane_project(&measuring->scene->plane, positions + done, some, points);
        for (size_t i = 0; i < some && !status; i++) {
            bounds->low.x_m = fmin(bounds->low.x_m, points[i].x_m);
            bounds->low.y_m = fmin(bounds->low.y_m, points[i].y_m);
            bounds->high.x_m = fmax(bounds->high.x_m, points[i].x_m);
            bounds->high.y_m = fmax(bounds->high.y_m, points[i].y_m);
        }
    }
    return status;
}

enum dmz_status dmz_scene_begin(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_line *right, const struct dmz_zones *zones,
                                struct dmz_scene *scene) {
    const struct subject subject = {line, right, zones};
    struct dmz_box box = DMZ_BOX_EMPTY;
    struct measuring measuring = {scene, NOTHING};
    *scene = (struct dmz_scene){.context = context};
    visit_subject(&subject, box_of, &box);
    scene->centre = dmz_box_middle(box, dmz_line_middle(line));
    scene->names = calloc(1, sizeof *scene->names);
    enum dmz_status status = scene->names ? DMZ_OK : dmz_fail_memory(context);
    if (!status)
        status = dmz_plane_build_coarse(context, scene->centre, &scene->plane);
    if (!status)
        status = visit_subject(&subject, bounds_of, &measuring);
    scene->low = measuring.bounds.low;
    scene->high = measuring.bounds.high;
    double extent_m = fmax(scene->high.x_m - scene->low.x_m, scene->high.y_m - scene->low.y_m);
    scene->margin_m = extent_m * ((1 + 2 * ROOM) * DMZ_SCENE_ASPECT_MOST - 1) / 2;
    if (status)
        dmz_scene_free(scene);
    return status;
}

/* --- what lies within it --- */

/* What has no image in the plane, the antipode of its centre, lies far away. */
static bool is_near(const struct measuring *measuring, enum dmz_status status) {
    const struct dmz_scene *scene = measuring->scene;
    const struct bounds *bounds = &measuring->bounds;
    if (status)
        dmz_forget(scene->context);
    double margin_m = scene->margin_m;
    return bounds->low.x_m <= scene->high.x_m + margin_m && bounds->high.x_m >= scene->low.x_m - margin_m &&
           bounds->low.y_m <= scene->high.y_m + margin_m && bounds->high.y_m >= scene->low.y_m - margin_m;
}

static bool is_area_near(const struct dmz_scene *scene, const struct dmz_multipolygon *area) {
    struct measuring measuring = {scene, NOTHING};
    enum dmz_status status = visit_area(area, bounds_of, &measuring);
    return is_near(&measuring, status);
}

bool dmz_scene_holds(const struct dmz_scene *scene, struct dmz_position at) {
    struct measuring measuring = {scene, NOTHING};
    enum dmz_status status = scene ? bounds_of(&measuring, &at, 1) : DMZ_OK;
    return scene && is_near(&measuring, status);
}

/* A copy of a text, which may be NULL. False where memory runs out. */
static bool copy_text(const char *text, char **copy) {
    *copy = text ? strdup(text) : NULL;
    return *copy || !text;
}

static struct dmz_scene_region *append_region(struct dmz_scene *scene, const char *name) {
    struct dmz_scene_region *items = dmz_grow(scene->regions, scene->region_count, sizeof *items);
    if (!items)
        return NULL;
    scene->regions = items;
    struct dmz_scene_region *region = &items[scene->region_count++];
    *region = (struct dmz_scene_region){0};
    bool room = copy_text(name, &region->name);
    /* Numbers in the table are those of the regions: one without a name has "" there, which none bears. */
    return room && dmz_name_table_add(scene->names, name ? region->name : "") ? region : NULL;
}

enum dmz_status dmz_scene_add_region(struct dmz_scene *scene, const char *name, const struct dmz_multipolygon *area) {
    if (!scene || !is_area_near(scene, area))
        return DMZ_OK;
    size_t number = name && *name ? dmz_name_table_find(scene->names, name) : scene->region_count;
    struct dmz_scene_region *region =
        number < scene->region_count ? &scene->regions[number] : append_region(scene, name && *name ? name : NULL);
    return region && dmz_multipolygon_copy(area, &region->area) ? DMZ_OK : dmz_fail_memory(scene->context);
}

enum dmz_status dmz_scene_add_place(struct dmz_scene *scene, const char *name, double population,
                                    struct dmz_position at) {
    if (!dmz_scene_holds(scene, at))
        return DMZ_OK;
    struct dmz_scene_place *items = dmz_grow(scene->places, scene->place_count, sizeof *items);
    if (!items)
        return dmz_fail_memory(scene->context);
    scene->places = items;
    struct dmz_scene_place *place = &items[scene->place_count++];
    *place = (struct dmz_scene_place){.population = population, .at = at};
    return copy_text(name, &place->name) ? DMZ_OK : dmz_fail_memory(scene->context);
}

enum dmz_status dmz_scene_add_route(struct dmz_scene *scene, const char *name, const char *class_name,
                                    const struct dmz_paths *paths) {
    struct measuring measuring = {scene, NOTHING};
    enum dmz_status status = scene ? visit_paths(paths, bounds_of, &measuring) : DMZ_OK;
    if (!scene || !is_near(&measuring, status))
        return DMZ_OK;
    struct dmz_scene_route *items = dmz_grow(scene->routes, scene->route_count, sizeof *items);
    if (!items)
        return dmz_fail_memory(scene->context);
    scene->routes = items;
    struct dmz_scene_route *route = &items[scene->route_count++];
    *route = (struct dmz_scene_route){0};
    bool room = copy_text(name, &route->name) && copy_text(class_name, &route->class_name);
    return room && dmz_paths_copy(paths, &route->paths) ? DMZ_OK : dmz_fail_memory(scene->context);
}

enum dmz_status dmz_scene_add_site(struct dmz_scene *scene, const char *name, struct dmz_position at,
                                   const struct dmz_multipolygon *area) {
    if (!scene || !(area ? is_area_near(scene, area) : dmz_scene_holds(scene, at)))
        return DMZ_OK;
    struct dmz_scene_site *items = dmz_grow(scene->sites, scene->site_count, sizeof *items);
    if (!items)
        return dmz_fail_memory(scene->context);
    scene->sites = items;
    struct dmz_scene_site *site = &items[scene->site_count++];
    *site = (struct dmz_scene_site){.is_area = area, .at = at};
    bool room = copy_text(name, &site->name) && (!area || dmz_multipolygon_copy(area, &site->area));
    return room ? DMZ_OK : dmz_fail_memory(scene->context);
}

static void free_contents(struct dmz_scene *scene) {
    for (size_t i = 0; i < scene->region_count; i++) {
        free(scene->regions[i].name);
        dmz_multipolygon_free(&scene->regions[i].area);
    }
    for (size_t i = 0; i < scene->place_count; i++)
        free(scene->places[i].name);
    for (size_t i = 0; i < scene->route_count; i++) {
        free(scene->routes[i].name);
        free(scene->routes[i].class_name);
        dmz_paths_free(&scene->routes[i].paths);
    }
    for (size_t i = 0; i < scene->site_count; i++) {
        free(scene->sites[i].name);
        dmz_multipolygon_free(&scene->sites[i].area);
    }
}

void dmz_scene_free(struct dmz_scene *scene) {
    free_contents(scene);
    free(scene->regions);
    free(scene->places);
    free(scene->routes);
    free(scene->sites);
    if (scene->names)
        dmz_name_table_free(scene->names);
    free(scene->names);
    dmz_plane_free(&scene->plane);
    *scene = (struct dmz_scene){0};
}
