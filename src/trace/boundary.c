/* boundary.c: the boundary of an area as rings on the Earth, where no map has edges. */
#include "trace/boundary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/paths.h"
#include "trace/order.h"

/* Both sides of the antimeridian are cut by themselves: places so near each other are one. A tenth of a millimetre.
 */
static const double SAME_DEG = 1e-9;

/* An edge along the antimeridian. */
struct seam {
    double from_deg, to_deg; /* latitudes, in the direction of the ring */
    bool east;               /* at 180, not at -180 */
};

/* A boundary on its way. */
struct work {
    struct dmz_context *context;
    struct dmz_line *boundary;
    struct seam *seams;
    size_t seam_count;
};

static bool is_seam(struct dmz_position a, struct dmz_position b) {
    return fabs(a.lon_deg) == 180 && a.lon_deg == b.lon_deg;
}

static bool is_pole(struct dmz_position a, struct dmz_position b) {
    return fabs(a.lat_deg) == 90 && a.lat_deg == b.lat_deg;
}

static enum dmz_status note_seam(struct work *work, struct dmz_position a, struct dmz_position b) {
    struct seam *seams = dmz_grow(work->seams, work->seam_count, sizeof *seams);
    if (!seams)
        return dmz_fail_memory(work->context);
    work->seams = seams;
    seams[work->seam_count++] = (struct seam){a.lat_deg, b.lat_deg, a.lon_deg > 0};
    return DMZ_OK;
}

/* Appends the edges of a ring that are no edges of the map; notes those on the antimeridian. */
static enum dmz_status add_edges(struct work *work, const struct dmz_ring *ring, unsigned char *on) {
    struct dmz_paths paths = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i + 1 < ring->count && !status; i++) {
        struct dmz_position a = ring->positions[i], b = ring->positions[i + 1];
        bool seam = is_seam(a, b);
        on[i] = !seam && !is_pole(a, b);
        if (seam)
            status = note_seam(work, a, b);
    }
    if (!status)
        status = dmz_paths_append_edges(work->context, ring, on, &paths);
    for (size_t i = 0; i < paths.count && !status; i++)
        status = dmz_line_append(work->context, work->boundary, paths.items[i].positions, paths.items[i].count);
    dmz_paths_free(&paths);
    return status;
}

static enum dmz_status add_ring(struct work *work, const struct dmz_ring *ring) {
    unsigned char *on = malloc(ring->count);
    enum dmz_status status = on ? add_edges(work, ring, on) : dmz_fail_memory(work->context);
    free(on);
    return status;
}

static int by_place(const void *a, const void *b) {
    double p = *(const double *)a, q = *(const double *)b;
    return p < q ? -1 : p > q;
}

/* The least of the latitudes on the antimeridian that are one place with this one. */
static double settled(const double *latitudes, size_t count, double lat) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (latitudes[middle] < lat - SAME_DEG)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && latitudes[low] <= lat + SAME_DEG ? latitudes[low] : lat;
}

/* Positions on the antimeridian, on both of its sides, are brought to the same latitudes. */
static enum dmz_status settle(struct work *work) {
    double *latitudes = malloc((2 * work->seam_count + 1) * sizeof *latitudes);
    size_t count = 0;
    if (!latitudes)
        return dmz_fail_memory(work->context);
    for (size_t i = 0; i < work->seam_count; i++) {
        latitudes[count++] = work->seams[i].from_deg;
        latitudes[count++] = work->seams[i].to_deg;
    }
    qsort(latitudes, count, sizeof *latitudes, by_place);
    for (size_t i = 0; i < work->seam_count; i++) {
        work->seams[i].from_deg = settled(latitudes, count, work->seams[i].from_deg);
        work->seams[i].to_deg = settled(latitudes, count, work->seams[i].to_deg);
    }
    for (size_t i = 0; i < work->boundary->part_count; i++)
        for (size_t k = 0; k < work->boundary->parts[i].count; k++) {
            struct dmz_position *p = &work->boundary->parts[i].positions[k];
            if (fabs(p->lon_deg) == 180)
                p->lat_deg = settled(latitudes, count, p->lat_deg);
        }
    free(latitudes);
    return DMZ_OK;
}

static enum dmz_status add_seam(struct work *work, const struct seam *seam, double low, double high) {
    bool north = seam->to_deg > seam->from_deg;
    double lon = seam->east ? 180 : -180;
    const struct dmz_position edge[2] = {{lon, north ? low : high}, {lon, north ? high : low}};
    return high > low ? dmz_line_append(work->context, work->boundary, edge, 2) : DMZ_OK;
}

static int by_seam(const void *a, const void *b) {
    const struct seam *p = a, *q = b;
    double low = fmin(p->from_deg, p->to_deg), other = fmin(q->from_deg, q->to_deg);
    return low < other ? -1 : low > other;
}

/* What the area does not have on the other side, too, is boundary. */
static enum dmz_status add_rest(struct work *work, const struct seam *seam) {
    double low = fmin(seam->from_deg, seam->to_deg), high = fmax(seam->from_deg, seam->to_deg);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < work->seam_count && low < high && !status; i++) {
        const struct seam *other = &work->seams[i];
        double from = fmin(other->from_deg, other->to_deg), to = fmax(other->from_deg, other->to_deg);
        if (other->east == seam->east || to <= low || from >= high)
            continue;
        status = add_seam(work, seam, low, from);
        low = to;
    }
    return status ? status : add_seam(work, seam, low, high);
}

static enum dmz_status mend_seams(struct work *work) {
    if (!work->seam_count)
        return DMZ_OK;
    enum dmz_status status = settle(work);
    qsort(work->seams, work->seam_count, sizeof *work->seams, by_seam);
    for (size_t i = 0; i < work->seam_count && !status; i++)
        status = add_rest(work, &work->seams[i]);
    return status;
}

/* Drops a ring that bounds too little. */
static bool is_dropped(const struct dmz_part *part, enum dmz_drop drop, double min_area_m2,
                       struct dmz_dropped *dropped) {
    double area_m2 = dmz_geodesy_ring_area_m2(part->positions, part->count, NULL);
    if (!part->closed || fabs(area_m2) >= min_area_m2 || (area_m2 > 0 && drop == DMZ_DROP_HOLES))
        return false;
    dropped->polygons += area_m2 > 0;
    dropped->holes += area_m2 <= 0;
    dropped->area_m2 += fabs(area_m2);
    return true;
}

static int by_path(const void *a, const void *b) {
    const struct dmz_part *p = a, *q = b;
    return dmz_order_paths(p->positions, p->count, q->positions, q->count);
}

static void put_in_order(struct dmz_line *boundary) {
    for (size_t i = 0; i < boundary->part_count; i++) {
        struct dmz_part *part = &boundary->parts[i];
        bool runs_on = part->positions[0].lon_deg == part->positions[part->count - 1].lon_deg;
        if (part->closed && runs_on) /* round a pole it begins at the antimeridian */
            dmz_order_start(part->positions, part->count);
    }
    if (boundary->part_count)
        qsort(boundary->parts, boundary->part_count, sizeof *boundary->parts, by_path);
}

enum dmz_status dmz_boundary_build(struct dmz_context *context, const struct dmz_multipolygon *area,
                                   enum dmz_drop drop, double min_area_m2, struct dmz_line *boundary,
                                   struct dmz_dropped *dropped) {
    struct work work = {.context = context, .boundary = boundary};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < area->polygon_count && !status; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count && !status; k++)
            status = add_ring(&work, &area->polygons[i].rings[k]);
    if (!status)
        status = mend_seams(&work);
    if (!status)
        status = dmz_line_join(context, boundary);
    size_t kept = 0;
    for (size_t i = 0; i < boundary->part_count && !status; i++)
        if (is_dropped(&boundary->parts[i], drop, min_area_m2, dropped))
            free(boundary->parts[i].positions);
        else
            boundary->parts[kept++] = boundary->parts[i];
    boundary->part_count = status ? boundary->part_count : kept;
    put_in_order(boundary);
    free(work.seams);
    return status;
}
