/* nesting.c: rings into polygons. */
#include "core/nesting.h"

#include <stdbool.h>
#include <stdlib.h>

#include "core/grow.h"

struct dmz_nest_ring {
    struct dmz_ring ring;
    double area;
    size_t home;         /* of a hole: the number of its shell; of a shell: that of its polygon */
    double (*points)[2]; /* in the view, of a shell, once it was asked for */
};

static struct dmz_vector unit(struct dmz_vector v) {
    double length = dmz_vector_length(v);
    return (struct dmz_vector){v.x / length, v.y / length, v.z / length};
}

struct dmz_view dmz_view_at(struct dmz_vector centre) {
    struct dmz_view view = {.centre = unit(centre)};
    struct dmz_vector axis = {0, 0, 1};
    if (fabs(view.centre.z) > 0.9)
        axis = (struct dmz_vector){0, 1, 0};
    view.east = unit(dmz_vector_cross(axis, view.centre));
    view.north = dmz_vector_cross(view.centre, view.east);
    return view;
}

void dmz_view_point(const struct dmz_view *view, struct dmz_vector place, double xy[2]) {
    double scale = 2 / (dmz_vector_length(place) + dmz_vector_dot(place, view->centre));
    xy[0] = scale * dmz_vector_dot(place, view->east);
    xy[1] = scale * dmz_vector_dot(place, view->north);
}

enum dmz_status dmz_nest_add(struct dmz_context *context, struct dmz_nest *nest, struct dmz_ring *ring, double area) {
    struct dmz_nest_ring *rings = dmz_grow(nest->rings, nest->count, sizeof *rings);
    if (!rings)
        return dmz_fail_memory(context);
    nest->rings = rings;
    rings[nest->count++] = (struct dmz_nest_ring){.ring = *ring, .area = area};
    *ring = (struct dmz_ring){0};
    return DMZ_OK;
}

static enum dmz_status draw(struct dmz_context *context, const struct dmz_nest *nest, struct dmz_nest_ring *shell) {
    if (shell->points)
        return DMZ_OK;
    shell->points = malloc(shell->ring.count * sizeof *shell->points);
    if (!shell->points)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < shell->ring.count; i++)
        dmz_view_point(&nest->view, dmz_geodesy_vector(shell->ring.positions[i]), shell->points[i]);
    return DMZ_OK;
}

/* Whether the shell goes round the point: a ray from it to the east crosses the shell oddly often. */
static bool contains(const struct dmz_nest_ring *shell, const double point[2]) {
    bool inside = false;
    for (size_t i = 0; i + 1 < shell->ring.count; i++) {
        const double *a = shell->points[i], *b = shell->points[i + 1];
        if ((a[1] > point[1]) != (b[1] > point[1]) &&
            point[0] < a[0] + (point[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
            inside = !inside;
    }
    return inside;
}

/* The smallest shell round the hole, by its number; the number of rings where there is none. */
static enum dmz_status find_shell(struct dmz_context *context, struct dmz_nest *nest, const struct dmz_ring *hole,
                                  size_t *found) {
    double point[2];
    dmz_view_point(&nest->view, dmz_geodesy_vector(hole->positions[0]), point);
    *found = nest->count;
    for (size_t i = 0; i < nest->count; i++) {
        struct dmz_nest_ring *shell = &nest->rings[i];
        if (shell->area <= 0 || (*found < nest->count && shell->area > nest->rings[*found].area))
            continue;
        enum dmz_status status = draw(context, nest, shell);
        if (status)
            return status;
        if (contains(shell, point))
            *found = i;
    }
    return DMZ_OK;
}

static enum dmz_status put(struct dmz_context *context, struct dmz_polygon *polygon, struct dmz_ring *ring) {
    struct dmz_ring *rings = dmz_grow(polygon->rings, polygon->ring_count, sizeof *rings);
    if (!rings)
        return dmz_fail_memory(context);
    polygon->rings = rings;
    rings[polygon->ring_count++] = *ring;
    *ring = (struct dmz_ring){0};
    return DMZ_OK;
}

/* Finds the shell of every hole; where there is one shell only, without looking. */
static enum dmz_status find_homes(struct dmz_context *context, struct dmz_nest *nest) {
    size_t shells = 0, last = nest->count;
    for (size_t i = 0; i < nest->count; i++)
        if (nest->rings[i].area > 0) {
            shells++;
            last = i;
        }
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < nest->count && !status; i++) {
        struct dmz_nest_ring *ring = &nest->rings[i];
        ring->home = last;
        if (ring->area <= 0 && shells != 1)
            status = find_shell(context, nest, &ring->ring, &ring->home);
        if (!status && ring->home == nest->count)
            status = dmz_fail(context, DMZ_GEOMETRY, "a hole of a limit lies in none of its parts");
    }
    return status;
}

enum dmz_status dmz_nest_polygons(struct dmz_context *context, struct dmz_nest *nest, struct dmz_multipolygon *zone) {
    enum dmz_status status = find_homes(context, nest);
    for (size_t i = 0; i < nest->count && !status; i++) {
        struct dmz_nest_ring *shell = &nest->rings[i];
        if (shell->area <= 0)
            continue;
        struct dmz_polygon *polygon = dmz_multipolygon_append(zone);
        status = polygon ? put(context, polygon, &shell->ring) : dmz_fail_memory(context);
        shell->home = zone->polygon_count - 1;
    }
    for (size_t i = 0; i < nest->count && !status; i++) {
        struct dmz_nest_ring *hole = &nest->rings[i];
        if (hole->area <= 0)
            status = put(context, &zone->polygons[nest->rings[hole->home].home], &hole->ring);
    }
    dmz_nest_free(nest);
    return status;
}

void dmz_nest_free(struct dmz_nest *nest) {
    for (size_t i = 0; i < nest->count; i++) {
        dmz_ring_free(&nest->rings[i].ring);
        free(nest->rings[i].points);
    }
    free(nest->rings);
    nest->rings = NULL;
    nest->count = 0;
}
