/* faces_inside.c: a place well inside a face. */
#include <math.h>
#include <stdlib.h>

#include "zones/faces_sides.h"

/* A parallel on its way to the middle of a face, and where it meets the face's edges. */
struct parallel {
    double middle_deg, below_deg, above_deg; /* latitudes: of the face's middle, of the vertices next to it */
    double lat_deg;
    double *lons_deg; /* of meetings; NULL for none yet */
    size_t count;
};

static void note_latitude(struct parallel *parallel, struct dmz_position p) {
    if (p.lat_deg <= parallel->middle_deg)
        parallel->below_deg = fmax(parallel->below_deg, p.lat_deg);
    else
        parallel->above_deg = fmin(parallel->above_deg, p.lat_deg);
}

static void note_edge(struct parallel *parallel, const struct dmz_position *p) {
    if ((p[0].lat_deg > parallel->lat_deg) == (p[1].lat_deg > parallel->lat_deg))
        return;
    double share = (parallel->lat_deg - p[0].lat_deg) / (p[1].lat_deg - p[0].lat_deg);
    if (parallel->lons_deg)
        parallel->lons_deg[parallel->count] = p[0].lon_deg + share * (p[1].lon_deg - p[0].lon_deg);
    parallel->count++;
}

/* What is done with each strand along a face. */
typedef void visitor(struct parallel *parallel, const struct dmz_strand *strand);

static void note_vertices(struct parallel *parallel, const struct dmz_strand *strand) {
    for (size_t i = 0; i < strand->count; i++)
        note_latitude(parallel, strand->positions[i]);
}

static void note_edges(struct parallel *parallel, const struct dmz_strand *strand) {
    for (size_t i = 0; i + 1 < strand->count; i++)
        note_edge(parallel, strand->positions + i);
}

static void note_extent(struct parallel *parallel, const struct dmz_strand *strand) {
    for (size_t i = 0; i < strand->count; i++) {
        parallel->below_deg = fmin(parallel->below_deg, strand->positions[i].lat_deg);
        parallel->above_deg = fmax(parallel->above_deg, strand->positions[i].lat_deg);
    }
}

static void visit_face(const struct dmz_faces *faces, size_t face, visitor *visit, struct parallel *parallel) {
    for (size_t cycle = faces->firsts[face]; cycle != DMZ_NONE; cycle = faces->items[cycle].along) {
        size_t start = faces->items[cycle].side, side = start;
        do {
            visit(parallel, dmz_side_strand(faces, side));
            side = faces->nexts[side];
        } while (side != start);
    }
}

static int by_value(const void *a, const void *b) {
    double p = *(const double *)a, q = *(const double *)b;
    return p < q ? -1 : p > q;
}

enum dmz_status dmz_faces_inside(struct dmz_context *context, const struct dmz_faces *faces, size_t face,
                                 struct dmz_position *inside) {
    struct parallel parallel = {.below_deg = INFINITY, .above_deg = -INFINITY};
    visit_face(faces, face, note_extent, &parallel);
    parallel.middle_deg = (parallel.below_deg + parallel.above_deg) / 2;
    visit_face(faces, face, note_vertices, &parallel);
    parallel.lat_deg = (parallel.below_deg + parallel.above_deg) / 2;
    visit_face(faces, face, note_edges, &parallel);
    parallel.lons_deg = malloc((parallel.count + 1) * sizeof *parallel.lons_deg);
    if (!parallel.lons_deg)
        return dmz_fail_memory(context);
    parallel.count = 0;
    visit_face(faces, face, note_edges, &parallel);
    qsort(parallel.lons_deg, parallel.count, sizeof *parallel.lons_deg, by_value);
    double widest = -1;
    for (size_t i = 0; i + 1 < parallel.count; i += 2) {
        double width = parallel.lons_deg[i + 1] - parallel.lons_deg[i];
        if (width > widest)
            *inside = (struct dmz_position){parallel.lons_deg[i] + width / 2, parallel.lat_deg};
        widest = fmax(widest, width);
    }
    free(parallel.lons_deg);
    return DMZ_OK;
}
