/* peer.c: zones as an analyst's script makes them: one GEOSBuffer a layer in one plane, nothing checked, no sides. */
#include <cjson/cJSON.h>
#include <geodesic.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/plain.h"

static const double EQUATOR_M = 6378137, FLATTENING = 1 / 298.257223563; /* WGS 84 */

struct parts {
    GEOSContextHandle_t geos;
    GEOSGeometry **items;
    unsigned count;
};

static void *need(void *thing, const char *what) {
    if (thing)
        return thing;
    fprintf(stderr, "peer: failed: %s\n", what);
    exit(1);
}

static cJSON *read_json(const char *path) {
    FILE *file = need(fopen(path, "rb"), path);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = need(malloc(size + 1), "memory");
    text[fread(text, 1, size, file)] = 0;
    fclose(file);
    cJSON *json = need(cJSON_Parse(text), "parsing");
    free(text);
    return json;
}

static void add_part(struct parts *parts, const cJSON *positions) {
    unsigned count = (unsigned)cJSON_GetArraySize(positions), i = 0;
    GEOSCoordSequence *sequence = need(GEOSCoordSeq_create_r(parts->geos, count, 2), "memory");
    const cJSON *position;
    cJSON_ArrayForEach(position, positions) {
        const cJSON *lon = need(cJSON_GetArrayItem(position, 0), "longitude");
        const cJSON *lat = need(cJSON_GetArrayItem(position, 1), "latitude");
        GEOSCoordSeq_setXY_r(parts->geos, sequence, i++, lon->valuedouble, lat->valuedouble);
    }
    parts->items = need(realloc(parts->items, (parts->count + 1) * sizeof(GEOSGeometry *)), "memory");
    parts->items[parts->count++] = need(GEOSGeom_createLineString_r(parts->geos, sequence), "a part of the line");
}

/* A geometry, a feature or a collection: whichever of their members there are. */
static void add_parts(struct parts *parts, const cJSON *json) {
    const cJSON *coordinates = cJSON_GetObjectItem(json, "coordinates"), *member;
    const char *type = cJSON_GetStringValue(cJSON_GetObjectItem(json, "type"));
    cJSON_ArrayForEach(member, cJSON_GetObjectItem(json, "features")) add_parts(parts, member);
    if (cJSON_GetObjectItem(json, "geometry"))
        add_parts(parts, cJSON_GetObjectItem(json, "geometry"));
    if (type && !strcmp(type, "LineString"))
        add_part(parts, coordinates);
    if (type && !strcmp(type, "MultiLineString"))
        cJSON_ArrayForEach(member, coordinates) add_part(parts, member);
}

static GEOSGeometry *read_line(GEOSContextHandle_t geos, const char *path) {
    struct parts parts = {.geos = geos};
    cJSON *json = read_json(path);
    add_parts(&parts, json);
    cJSON_Delete(json);
    GEOSGeometry *line = GEOSGeom_createCollection_r(geos, GEOS_MULTILINESTRING, parts.items, parts.count);
    free(parts.items);
    return need(line, "a line");
}

static double ring_area_m2(GEOSContextHandle_t geos, const GEOSGeometry *ring) {
    struct geod_geodesic earth;
    struct geod_polygon polygon;
    double area_m2, lon, lat;
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos, ring);
    geod_init(&earth, EQUATOR_M, FLATTENING);
    geod_polygon_init(&polygon, 0);
    for (int i = 0; i + 1 < GEOSGeomGetNumPoints_r(geos, ring); i++) {
        GEOSCoordSeq_getXY_r(geos, sequence, (unsigned)i, &lon, &lat);
        geod_polygon_addpoint(&earth, &polygon, lat, lon);
    }
    geod_polygon_compute(&earth, &polygon, 0, 1, &area_m2, NULL);
    return fabs(area_m2);
}

static double area_m2(GEOSContextHandle_t geos, const GEOSGeometry *zone) {
    double sum = 0;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, zone); i++) {
        const GEOSGeometry *polygon = GEOSGetGeometryN_r(geos, zone, i);
        sum += ring_area_m2(geos, GEOSGetExteriorRing_r(geos, polygon));
        for (int k = 0; k < GEOSGetNumInteriorRings_r(geos, polygon); k++)
            sum -= ring_area_m2(geos, GEOSGetInteriorRingN_r(geos, polygon, k));
    }
    return sum;
}

static void print_ring(GEOSContextHandle_t geos, const GEOSGeometry *ring) {
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos, ring);
    double lon, lat;
    for (int i = 0; i < GEOSGeomGetNumPoints_r(geos, ring); i++) {
        GEOSCoordSeq_getXY_r(geos, sequence, (unsigned)i, &lon, &lat);
        printf("%s[%.7f,%.7f]", i ? "," : "[", lon, lat);
    }
    putchar(']');
}

static void print_zone(GEOSContextHandle_t geos, const GEOSGeometry *zone, double from_m, double to_m) {
    printf("{\"type\":\"Feature\",\"properties\":{\"from_m\":%g,\"to_m\":%g,\"area_km2\":%.3f},", from_m, to_m,
           area_m2(geos, zone) / 1e6);
    printf("\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[");
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, zone); i++) {
        const GEOSGeometry *polygon = GEOSGetGeometryN_r(geos, zone, i);
        fputs(i ? ",[" : "[", stdout);
        print_ring(geos, GEOSGetExteriorRing_r(geos, polygon));
        for (int k = 0; k < GEOSGetNumInteriorRings_r(geos, polygon); k++) {
            putchar(',');
            print_ring(geos, GEOSGetInteriorRingN_r(geos, polygon, k));
        }
        putchar(']');
    }
    printf("]}}");
}

static void print_zones(struct plain_plane *plane, const GEOSGeometry *line, int segments, char **reaches) {
    GEOSContextHandle_t geos = plane->geos;
    GEOSGeometry *flat = need(plain_project(plane, line), "projecting"), *inner = NULL;
    double from_m = 0;
    printf("{\"type\":\"FeatureCollection\",\"features\":[");
    for (; *reaches; reaches++) {
        double to_m = atof(*reaches);
        GEOSGeometry *outer = need(GEOSBuffer_r(geos, flat, to_m, segments), "a buffer");
        GEOSGeometry *band = inner ? need(GEOSDifference_r(geos, outer, inner), "a difference") : outer;
        GEOSGeometry *zone = need(plain_unproject(plane, band), "projecting back");
        fputs(inner ? "," : "", stdout);
        print_zone(geos, zone, from_m, to_m);
        GEOSGeom_destroy_r(geos, zone);
        if (inner)
            GEOSGeom_destroy_r(geos, band);
        GEOSGeom_destroy_r(geos, inner);
        inner = outer;
        from_m = to_m;
    }
    printf("]}\n");
    GEOSGeom_destroy_r(geos, inner);
    GEOSGeom_destroy_r(geos, flat);
}

int main(int count, char **arguments) {
    if (count < 4) {
        fputs("usage: peer SEGMENTS_PER_QUADRANT LINE REACH_M...\n", stderr);
        return 2;
    }
    struct plain_tools tools = plain_tools_create();
    GEOSGeometry *line = read_line(tools.geos, arguments[2]);
    struct plain_plane plane = {0};
    if (!plain_plane_build(&tools, line, &plane))
        need(NULL, "a plane");
    print_zones(&plane, line, atoi(arguments[1]), arguments + 3);
    plain_plane_free(&plane);
    GEOSGeom_destroy_r(tools.geos, line);
    plain_tools_free(&tools);
    return 0;
}
