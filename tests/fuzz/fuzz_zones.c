/* fuzz_zones.c: any bytes as zones that somebody gives, which are then measured against a line. */
#include "dmz/geojson.h"
#include "dmz/verify.h"
#include "fuzz/fuzz_target.h"

enum { CELLS = 200, VERTICES_MOST = 200 };
static const double REACH_MOST_M = 2e5, DEGREES_MOST = 3;

static bool is_ring_near(const struct dmz_ring *ring) {
    static const struct dmz_position MIDDLE = {30.3, 48.05};
    for (size_t i = 0; i < ring->count; i++)
        if (fabs(ring->positions[i].lon_deg - MIDDLE.lon_deg) > DEGREES_MOST ||
            fabs(ring->positions[i].lat_deg - MIDDLE.lat_deg) > DEGREES_MOST)
            return false;
    return true;
}

/* What is large or far only takes time. */
static bool is_near(const struct dmz_given *given) {
    size_t vertices = 0;
    bool near = true;
    for (size_t i = 0; i < given->count; i++) {
        const struct dmz_given_zone *zone = &given->zones[i];
        vertices += dmz_multipolygon_measure(&zone->area).vertices;
        near = near && (!zone->has_reach || zone->to_m < REACH_MOST_M);
        for (size_t p = 0; p < zone->area.polygon_count; p++)
            for (size_t r = 0; r < zone->area.polygons[p].ring_count; r++)
                near = near && is_ring_near(&zone->area.polygons[p].rings[r]);
    }
    return near && vertices <= VERTICES_MOST;
}

/* A line of two parts, made of its own text as any other. */
static struct dmz_line line_make(struct dmz_context *context) {
    static const char TEXT[] = "{\"type\":\"MultiLineString\",\"coordinates\":[[[30,48],[30.1,48.1],[30.3,48.1]],"
                               "[[30.5,48],[30.6,48.1]]]}";
    struct dmz_line line = {0};
    fuzz_answer(context, dmz_geojson_read_line(context, "line", TEXT, sizeof TEXT - 1, &line), 0);
    return line;
}

static void measure(struct dmz_context *context, const struct dmz_given *given, bool flat) {
    struct dmz_line line = line_make(context);
    struct dmz_verify_request request = {.tolerance_m = 1, .cells = CELLS, .flat_caps = flat};
    struct dmz_verify found = {0};
    enum dmz_status status = dmz_verify_build(context, &line, given, &request, &found);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_INPUT) | FUZZ_MAY(DMZ_GEOMETRY));
    fuzz_demand(status || found.zone_count > 0, "zones that were measured are gone");
    dmz_verify_free(&found);
    dmz_line_free(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct dmz_context *context = fuzz_context();
    struct dmz_given given = {0};
    char *text = malloc(size ? size : 1);
    fuzz_demand(text, "out of memory");
    if (size)
        memcpy(text, bytes, size);
    enum dmz_status status = dmz_geojson_read_zones(context, "zones", text, size, &given);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_INPUT));
    fuzz_demand(!status == (given.count > 0), "no zones, or zones of a failure");
    if (!status && is_near(&given))
        measure(context, &given, size % 2);
    dmz_given_free(&given);
    free(text);
    dmz_context_free(context);
    return 0;
}
