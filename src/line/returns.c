/* returns.c: where a line goes straight back over itself. */
#include "line/returns.h"

#include <math.h>
#include <stdlib.h>

/* How far along the edge from a to b the place lies, as a share; outside (0, 1) where it is not on the edge. */
static double share_of(struct dmz_position a, struct dmz_position b, struct dmz_position place,
                       enum dmz_edges edges) {
    double lon = b.lon_deg - a.lon_deg, lat = b.lat_deg - a.lat_deg;
    double east = place.lon_deg - a.lon_deg, north = place.lat_deg - a.lat_deg;
    bool is_on = edges == DMZ_EDGES_GEODESIC ? lon == 0 && east == 0 : lon * north == lat * east;
    return !is_on ? -1 : fabs(lon) > fabs(lat) ? east / lon : north / lat;
}

/* Whether a share is one of a place within an edge. */
static bool is_within(double share) {
    return share > 0 && share < 1;
}

/* Adds to `out` the positions of a part, and on its edges those of the neighbours' other ends: room for three times
 * as many. Returns how many there are. */
static size_t mark(const struct dmz_part *part, enum dmz_edges edges, struct dmz_position *out) {
    const struct dmz_position *p = part->positions;
    size_t count = 0, last = part->count - 1;
    for (size_t i = 0; i < last; i++) {
        double before = i > 0 ? share_of(p[i], p[i + 1], p[i - 1], edges) : -1;
        double after = i + 1 < last ? share_of(p[i], p[i + 1], p[i + 2], edges) : -1;
        out[count++] = p[i];
        if (is_within(after) && after < before)
            out[count++] = p[i + 2];
        if (is_within(before))
            out[count++] = p[i - 1];
        if (is_within(after) && after > before)
            out[count++] = p[i + 2];
    }
    out[count++] = p[last];
    return count;
}

/* Whether the line turns straight back between edges of different lengths: hardly any does. */
static bool turns_back(const struct dmz_part *part, enum dmz_edges edges) {
    const struct dmz_position *p = part->positions;
    for (size_t i = 1; i + 1 < part->count; i++) {
        double back = share_of(p[i], p[i + 1], p[i - 1], edges);
        if (back > 0 && back != 1)
            return true;
    }
    return false;
}

enum dmz_status dmz_line_mark_returns(struct dmz_context *context, struct dmz_line *line, enum dmz_edges edges) {
    for (size_t i = 0; i < line->part_count; i++) {
        struct dmz_part *part = &line->parts[i];
        if (!turns_back(part, edges))
            continue;
        struct dmz_position *positions = malloc(3 * part->count * sizeof *positions);
        if (!positions)
            return dmz_fail_memory(context);
        part->count = mark(part, edges, positions);
        free(part->positions);
        part->positions = positions;
    }
    return DMZ_OK;
}
