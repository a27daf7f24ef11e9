/* vector_shape.c: points, lines and polygons out of GDAL's geometries. */
#include <stdlib.h>
#include <string.h>

#include "io/vector_reader.h"

/* An arc's chords are this long; then they are within 4e-7 of its radius from it. */
static const double ARC_STEP_DEG = 0.1;

enum { WKB_TYPES = 18, STRIDE = sizeof(struct dmz_position) };

/* Which types, flattened, are which of ours, and whether they have arcs, or may. Source: OGC 06-103r4, table 7. */
static const struct {
    enum dmz_geojson_type type;
    bool has_arcs;
} types[WKB_TYPES] = {
    {DMZ_GEOJSON_EMPTY, false},
    {DMZ_GEOJSON_POINT, false},
    {DMZ_GEOJSON_LINE_STRING, false},
    {DMZ_GEOJSON_POLYGON, false},
    {DMZ_GEOJSON_MULTI_POINT, false},
    {DMZ_GEOJSON_MULTI_LINE_STRING, false},
    {DMZ_GEOJSON_MULTI_POLYGON, false},
    {DMZ_GEOJSON_GEOMETRY_COLLECTION, false},
    {DMZ_GEOJSON_LINE_STRING, true},       /* circular string */
    {DMZ_GEOJSON_LINE_STRING, true},       /* compound curve */
    {DMZ_GEOJSON_POLYGON, true},           /* curve polygon */
    {DMZ_GEOJSON_MULTI_LINE_STRING, true}, /* multicurve */
    {DMZ_GEOJSON_MULTI_POLYGON, true},     /* multisurface */
    {DMZ_GEOJSON_LINE_STRING, true},       /* curve */
    {DMZ_GEOJSON_POLYGON, true},           /* surface */
    {DMZ_GEOJSON_MULTI_POLYGON, false},    /* polyhedral surface */
    {DMZ_GEOJSON_MULTI_POLYGON, false},    /* triangulated surface */
    {DMZ_GEOJSON_POLYGON, false},          /* triangle */
};

static enum dmz_geojson_type type_of(int wkb) {
    return wkb > 0 && wkb < WKB_TYPES ? types[wkb].type : DMZ_GEOJSON_EMPTY;
}

/* DMZ_FEATURE_...: 0 of what is none by itself. */
static unsigned kind_of(enum dmz_geojson_type type) {
    static const unsigned kinds[DMZ_GEOJSON_PASSED_TYPES] = {
        [DMZ_GEOJSON_POINT] = DMZ_FEATURE_POINTS,      [DMZ_GEOJSON_MULTI_POINT] = DMZ_FEATURE_POINTS,
        [DMZ_GEOJSON_LINE_STRING] = DMZ_FEATURE_LINES, [DMZ_GEOJSON_MULTI_LINE_STRING] = DMZ_FEATURE_LINES,
        [DMZ_GEOJSON_POLYGON] = DMZ_FEATURE_POLYGONS,  [DMZ_GEOJSON_MULTI_POLYGON] = DMZ_FEATURE_POLYGONS,
    };
    return type < DMZ_GEOJSON_PASSED_TYPES ? kinds[type] : 0;
}

bool dmz_vector_has_kind(const struct dmz_vector_reader *reader, int type) {
    return kind_of(type_of(type)) & reader->kinds;
}

/* Takes a geometry's positions, as they are in the layer's reference system. */
static enum dmz_status take_positions(struct dmz_vector_reader *reader, void *geometry, size_t *count) {
    *count = (size_t)reader->gdal.OGR_G_GetPointCount(geometry);
    if (*count > reader->position_room) {
        struct dmz_position *positions = realloc(reader->positions, 2 * *count * sizeof *positions);
        if (!positions)
            return dmz_fail_memory(reader->context);
        reader->positions = positions;
        reader->position_room = 2 * *count;
    }
    if (*count)
        reader->gdal.OGR_G_GetPoints(geometry, &reader->positions->lon_deg, STRIDE, &reader->positions->lat_deg,
                                     STRIDE, NULL, 0);
    return DMZ_OK;
}

static enum dmz_status added(struct dmz_vector_reader *reader, bool room) {
    return room ? DMZ_OK : dmz_fail_memory(reader->context);
}

static enum dmz_status read_point(struct dmz_vector_reader *reader, void *geometry) {
    size_t count = 0;
    enum dmz_status status = take_positions(reader, geometry, &count);
    if (!status)
        status = dmz_vector_crs_apply(reader, reader->positions, count);
    return status ? status : added(reader, dmz_feature_room_add_point(reader->room, reader->positions[0]));
}

static enum dmz_status read_line(struct dmz_vector_reader *reader, void *geometry) {
    size_t count = 0;
    enum dmz_status status = take_positions(reader, geometry, &count);
    if (!status)
        status = dmz_vector_crs_apply(reader, reader->positions, count);
    if (!status && count < 2)
        return dmz_vector_fail(reader, "a line of 1 position; expected at least 2");
    if (!status && !dmz_have_length(reader->positions, count))
        return dmz_vector_fail(reader, "a line of no length: all of its %zu positions are the same place", count);
    return status ? status : added(reader, dmz_feature_room_add_line(reader->room, reader->positions, count));
}

static enum dmz_status check_ring(struct dmz_vector_reader *reader, size_t count) {
    enum { LEAST = 4 };
    const struct dmz_position *p = reader->positions;
    if (count < LEAST)
        return dmz_vector_fail(reader, "a ring of %zu position%s; expected at least %d", count, count == 1 ? "" : "s",
                               LEAST);
    if (p[0].lon_deg != p[count - 1].lon_deg || p[0].lat_deg != p[count - 1].lat_deg)
        return dmz_vector_fail(reader, "a ring that is not closed; expected its last position to be its first");
    return DMZ_OK;
}

/* A ring round a pole, which ran on through all longitudes, ends a turn from where it began. */
static void close_ring(struct dmz_position *positions, size_t count) {
    if (positions[count - 1].lon_deg == positions[0].lon_deg)
        return;
    for (size_t i = 0; i < count; i++)
        positions[i] = dmz_geodesy_same_turn(positions[i], (struct dmz_position){0, 0});
    positions[count - 1] = positions[0];
}

static enum dmz_status read_ring(struct dmz_vector_reader *reader, void *geometry) {
    size_t count = 0;
    enum dmz_status status = take_positions(reader, geometry, &count);
    if (!status)
        status = check_ring(reader, count);
    if (!status)
        status = dmz_vector_crs_apply(reader, reader->positions, count);
    if (status)
        return status;
    close_ring(reader->positions, count);
    return added(reader, dmz_feature_room_add_ring(reader->room, reader->positions, count));
}

static enum dmz_status read_polygon(struct dmz_vector_reader *reader, void *geometry) {
    int count = reader->gdal.OGR_G_GetGeometryCount(geometry);
    enum dmz_status status = added(reader, dmz_feature_room_add_polygon(reader->room));
    for (int i = 0; i < count && !status; i++)
        status = read_ring(reader, reader->gdal.OGR_G_GetGeometryRef(geometry, i));
    return status;
}

typedef enum dmz_status shape_reader(struct dmz_vector_reader *reader, void *geometry);

/* Reads the parts of a geometry that has several, or the members of a collection. GDAL itself refuses deep nesting.
 */
static enum dmz_status read_members(struct dmz_vector_reader *reader, void *geometry, shape_reader *read) {
    int count = reader->gdal.OGR_G_GetGeometryCount(geometry);
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < count && !status; i++) {
        void *member = reader->gdal.OGR_G_GetGeometryRef(geometry, i);
        reader->part = (size_t)i + 1;
        if (read != dmz_vector_read_geometry && reader->gdal.OGR_G_IsEmpty(member))
            reader->passed[DMZ_GEOJSON_EMPTY_PART]++;
        else
            status = read(reader, member);
    }
    if (!status)
        reader->part = 0;
    return status;
}

static enum dmz_status read_with_arcs(struct dmz_vector_reader *reader, void *geometry) {
    void *straight = reader->gdal.OGR_G_GetLinearGeometry(geometry, ARC_STEP_DEG, NULL);
    if (!straight)
        return dmz_vector_fail(reader, "GDAL cannot divide its arcs");
    enum dmz_status status = dmz_vector_read_geometry(reader, straight);
    reader->gdal.OGR_G_DestroyGeometry(straight);
    return status;
}

static enum dmz_status read_type(struct dmz_vector_reader *reader, void *geometry, enum dmz_geojson_type type) {
    switch (type) {
    case DMZ_GEOJSON_POINT:
        return read_point(reader, geometry);
    case DMZ_GEOJSON_MULTI_POINT:
        return read_members(reader, geometry, read_point);
    case DMZ_GEOJSON_LINE_STRING:
        return read_line(reader, geometry);
    case DMZ_GEOJSON_MULTI_LINE_STRING:
        return read_members(reader, geometry, read_line);
    case DMZ_GEOJSON_POLYGON:
        return read_polygon(reader, geometry);
    case DMZ_GEOJSON_MULTI_POLYGON:
        return read_members(reader, geometry, read_polygon);
    default:
        return read_members(reader, geometry, dmz_vector_read_geometry);
    }
}

enum dmz_status dmz_vector_read_geometry(struct dmz_vector_reader *reader, void *geometry) {
    struct dmz_gdal *gdal = &reader->gdal;
    if (!geometry || gdal->OGR_G_IsEmpty(geometry)) {
        reader->passed[DMZ_GEOJSON_EMPTY]++;
        return DMZ_OK;
    }
    int wkb = gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(geometry));
    enum dmz_geojson_type type = type_of(wkb);
    if (type != DMZ_GEOJSON_GEOMETRY_COLLECTION && !(kind_of(type) & reader->kinds)) {
        reader->passed[type]++;
        return DMZ_OK;
    }
    return types[wkb].has_arcs ? read_with_arcs(reader, geometry) : read_type(reader, geometry, type);
}
