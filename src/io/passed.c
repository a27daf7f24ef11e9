/* passed.c: what a reader passed over, and how that is said. */
#include "io/passed.h"

#include <stdio.h>

size_t dmz_passed_list(const size_t passed[DMZ_GEOJSON_PASSED_TYPES], char list[DMZ_PASSED_LIST_SIZE]) {
    static const char *const words[][2] = {
        {"point", "points"},
        {"multipoint", "multipoints"},
        {"polygon", "polygons"},
        {"multipolygon", "multipolygons"},
        {"line", "lines"},
        {"multiline", "multilines"},
        {"empty geometry", "empty geometries"},
        {"empty part", "empty parts"},
    };
    size_t total = 0, kinds = 0, used = 0;
    for (size_t i = 0; i < DMZ_GEOJSON_PASSED_TYPES; i++)
        kinds += passed[i] > 0;
    list[0] = '\0';
    for (size_t i = 0; i < DMZ_GEOJSON_PASSED_TYPES; i++) {
        size_t count = passed[i];
        if (!count)
            continue;
        const char *joint = total == 0 ? "" : kinds == 1 ? " and " : ", ";
        used +=
            (size_t)snprintf(list + used, DMZ_PASSED_LIST_SIZE - used, "%s%zu %s", joint, count, words[i][count > 1]);
        total += count;
        kinds--;
    }
    return total;
}
