/* vector_check.c: what GDAL wrote, opened again and held against what it was to write. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/vector_writer.h"

enum { OPEN_VECTOR = 0x04, OPEN_VERBOSE = 0x40, STRIDE = sizeof(struct dmz_position), SHAPEFILE_TEXT_LEAST = 248 };

/* Doubles come back as they were: only the order in which they are added up may differ. */
static const double MOST_SHARE = 1e-9;

static enum dmz_status fail(struct dmz_vector_writer *writer, const struct dmz_record *feature, const char *what) {
    return dmz_fail(writer->context, DMZ_OUTPUT, "%s: GDAL did not write %s as it should have: %s",
                    writer->format->name, feature->name, what);
}

/* The area within a ring, or the length of a line: both positive. */
static enum dmz_status measure(struct dmz_vector_writer *writer, void *geometry, bool is_ring, double *size) {
    struct dmz_gdal *gdal = &writer->gdal;
    size_t count = (size_t)gdal->OGR_G_GetPointCount(geometry);
    struct dmz_position *p = calloc(count ? count : 1, sizeof *p);
    if (!p)
        return dmz_fail_memory(writer->context);
    gdal->OGR_G_GetPoints(geometry, &p->lon_deg, STRIDE, &p->lat_deg, STRIDE, NULL, 0);
    *size = is_ring && count ? fabs(dmz_geodesy_ring_area_m2(p, count, NULL)) : 0;
    for (size_t i = 1; i < count && !is_ring; i++)
        *size += dmz_geodesy_distance_m(p[i - 1], p[i]);
    free(p);
    return DMZ_OK;
}

/* Adds up areas, holes taken off, or lengths. */
static enum dmz_status add_up(struct dmz_vector_writer *writer, void *geometry, double *total) {
    struct dmz_gdal *gdal = &writer->gdal;
    int type = gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(geometry));
    int count = gdal->OGR_G_GetGeometryCount(geometry);
    bool is_polygon = type == DMZ_WKB_POLYGON;
    enum dmz_status status = DMZ_OK;
    double size = 0;
    if (type == DMZ_WKB_LINE_STRING) {
        status = measure(writer, geometry, false, &size);
        *total += size;
        return status;
    }
    for (int i = 0; i < count && !status; i++) {
        void *member = gdal->OGR_G_GetGeometryRef(geometry, i);
        if (!is_polygon)
            status = add_up(writer, member, total);
        else {
            status = measure(writer, member, true, &size);
            *total += i ? -size : size;
        }
    }
    return status;
}

/* Of slivers, whose rings may run either way once their edges are geodesics. */
static double unsigned_area_m2(const struct dmz_multipolygon *area) {
    double sum = 0;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &area->polygons[i].rings[k];
            sum += (k ? -1 : 1) * fabs(dmz_geodesy_ring_area_m2(ring->positions, ring->count, NULL));
        }
    return sum;
}

static double size_of(const struct dmz_records *features, const struct dmz_record *feature) {
    const struct dmz_stats *stats = features->stats;
    if (feature->fringe)
        return stats->doubt->fringes[feature->zone].figures.area_m2;
    if (stats->diff)
        return unsigned_area_m2(feature->area);
    return feature->area ? stats->zone[feature->zone].area_m2 : dmz_paths_length_m(feature->lines);
}

static enum dmz_status check_point(struct dmz_vector_writer *writer, const struct dmz_record *feature,
                                   void *geometry) {
    struct dmz_position found = {NAN, NAN};
    if (geometry && writer->gdal.OGR_G_GetPointCount(geometry) == 1)
        writer->gdal.OGR_G_GetPoints(geometry, &found.lon_deg, STRIDE, &found.lat_deg, STRIDE, NULL, 0);
    bool same = found.lon_deg == feature->point->lon_deg && found.lat_deg == feature->point->lat_deg;
    return same ? DMZ_OK : fail(writer, feature, "another place");
}

static enum dmz_status check_size(struct dmz_vector_writer *writer, const struct dmz_record *feature,
                                  void *geometry) {
    if (feature->point)
        return check_point(writer, feature, geometry);
    double expected = size_of(writer->features, feature), found = 0;
    enum dmz_status status = geometry ? add_up(writer, geometry, &found) : DMZ_OK;
    if (!status && !(fabs(found - expected) <= MOST_SHARE * expected))
        return fail(writer, feature, feature->area ? "another area" : "another length");
    return status;
}

/* A shapefile's texts end after 254 bytes: GDAL has said so. */
static bool same_text(struct dmz_vector_writer *writer, const char *found, const char *expected) {
    size_t most = writer->format->pieces[0] ? strlen(found) : strlen(expected);
    return strlen(found) <= strlen(expected) && !strncmp(found, expected, most) &&
           (most == strlen(expected) || most > SHAPEFILE_TEXT_LEAST);
}

static enum dmz_status check_field(struct dmz_vector_writer *writer, const struct dmz_record *feature, void *found,
                                   const struct dmz_record_field *field) {
    struct dmz_gdal *gdal = &writer->gdal;
    int index = gdal->OGR_F_GetFieldIndex(found, field->name);
    if (index < 0)
        return fail(writer, feature, "a field is missing");
    if (field->is_number ? isnan(field->number) : !field->text || !field->text[0])
        return DMZ_OK;
    if (!gdal->OGR_F_IsFieldSetAndNotNull(found, index))
        return fail(writer, feature, "a field is empty");
    double slack = 0.51 * pow(10, -field->decimals);
    if (field->is_number && !(fabs(gdal->OGR_F_GetFieldAsDouble(found, index) - field->number) <= slack))
        return fail(writer, feature, "another number");
    if (!field->is_number && !same_text(writer, gdal->OGR_F_GetFieldAsString(found, index), field->text))
        return fail(writer, feature, "another text");
    return DMZ_OK;
}

static enum dmz_status check_fields(struct dmz_vector_writer *writer, const struct dmz_record *feature, void *found) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < feature->field_count && !status; i++)
        status = check_field(writer, feature, found, &feature->fields[i]);
    return status;
}

static enum dmz_status check_feature(struct dmz_vector_writer *writer, const struct dmz_record *feature,
                                     void *found) {
    struct dmz_gdal *gdal = &writer->gdal;
    if (!found)
        return fail(writer, feature, "it is missing");
    void *geometry = gdal->OGR_F_GetGeometryRef(found);
    enum dmz_status status = check_fields(writer, feature, found);
    if (!status)
        status = check_size(writer, feature, geometry);
    if (!status && geometry && feature->area && !gdal->OGR_G_IsValid(geometry))
        return fail(writer, feature, "it is not valid");
    return status;
}

static enum dmz_status check_layer(struct dmz_vector_writer *writer, void *dataset, unsigned kind) {
    struct dmz_gdal *gdal = &writer->gdal;
    void *layer = gdal->GDALDatasetGetLayerByName(dataset, dmz_table_name(writer->features->stats, kind)),
         *found = NULL;
    enum dmz_status status = layer ? DMZ_OK : dmz_vector_write_fail(writer, "a layer is missing");
    for (size_t i = 0; i < writer->features->count && !status; i++) {
        const struct dmz_record *feature = &writer->features->items[i];
        if (feature->kind != kind)
            continue;
        found = gdal->OGR_L_GetNextFeature(layer);
        status = check_feature(writer, feature, found);
        if (found)
            gdal->OGR_F_Destroy(found);
    }
    found = status ? NULL : gdal->OGR_L_GetNextFeature(layer);
    if (found) {
        gdal->OGR_F_Destroy(found);
        return dmz_vector_write_fail(writer, "a feature too many was written");
    }
    return status;
}

enum dmz_status dmz_vector_check(struct dmz_vector_writer *writer, const char *path, unsigned emits) {
    struct dmz_gdal *gdal = &writer->gdal;
    const char *const only[] = {writer->format->driver, NULL};
    void *dataset = gdal->GDALOpenEx(path, OPEN_VECTOR | OPEN_VERBOSE, only, NULL, NULL);
    enum dmz_status status = dataset ? DMZ_OK : dmz_vector_write_fail(writer, "what was written cannot be opened");
    for (unsigned kind = DMZ_EMIT_ZONES; kind <= DMZ_EMIT_LAST && !status; kind <<= 1)
        if (emits & kind)
            status = check_layer(writer, dataset, kind);
    if (!status)
        status = dmz_vector_check_sheets(writer, dataset);
    if (dataset)
        gdal->GDALClose(dataset);
    return status ? status : dmz_gdal_check(gdal, DMZ_OUTPUT);
}
