/* passed.h: what a reader passed over, and how that is said. */
#ifndef DMZ_IO_PASSED_H
#define DMZ_IO_PASSED_H

#include <stddef.h>

/* The types of GeoJSON objects, and of what other formats have alike. Of those before
 * DMZ_GEOJSON_GEOMETRY_COLLECTION, what is not asked for is passed over and counted. */
enum dmz_geojson_type {
    DMZ_GEOJSON_POINT,
    DMZ_GEOJSON_MULTI_POINT,
    DMZ_GEOJSON_POLYGON,
    DMZ_GEOJSON_MULTI_POLYGON,
    DMZ_GEOJSON_LINE_STRING,
    DMZ_GEOJSON_MULTI_LINE_STRING,
    DMZ_GEOJSON_EMPTY,      /* no type: null, or a geometry without content */
    DMZ_GEOJSON_EMPTY_PART, /* no type: an empty part of a MultiLineString */
    DMZ_GEOJSON_GEOMETRY_COLLECTION,
    DMZ_GEOJSON_FEATURE,
    DMZ_GEOJSON_FEATURE_COLLECTION,
    DMZ_GEOJSON_PASSED_TYPES = DMZ_GEOJSON_GEOMETRY_COLLECTION
};

enum { DMZ_PASSED_LIST_SIZE = 256 };

/* Lists what was passed over, as "3 points, 1 polygon and 2 empty parts", and returns how many that is. */
size_t dmz_passed_list(const size_t passed[DMZ_GEOJSON_PASSED_TYPES], char list[DMZ_PASSED_LIST_SIZE]);

/* What to do about a file of polygons alone. */
#define DMZ_HINT_POLYGONS "dmzcalc trace turns polygons of territorial control into a contact line"

#endif
