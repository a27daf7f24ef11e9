/* zones.c: reads a line, makes zones of 4 km and 30 km across, prints their areas.
 *
 *     cc -o zones zones.c $(pkg-config --cflags --libs dmz)
 *     ./zones line.geojson
 */
#include <stdio.h>

#include <dmz/file.h>
#include <dmz/geojson.h>
#include <dmz/zones.h>

static enum dmz_status read_line(struct dmz_context *context, const char *path, struct dmz_line *line) {
    struct dmz_buffer text = {0};
    enum dmz_status status = dmz_file_read(context, path, &text);
    if (!status)
        status = dmz_geojson_read_line(context, path, text.bytes ? text.bytes : "", text.count, line);
    if (!status)
        status = dmz_line_join(context, line);
    dmz_buffer_free(&text);
    return status;
}

int main(int count, char **arguments) {
    const struct dmz_layer layers[] = {{"strip", "Strip", {2000, 2000}, NULL},
                                       {"band", "Band", {15000, 15000}, NULL}};
    const struct dmz_zones_request request = {.layers = layers, .layer_count = 2, .tolerance_m = 1};
    struct dmz_context *context = dmz_context_create();
    struct dmz_line line = {0};
    struct dmz_zones zones = {0};
    if (!context)
        return DMZ_MEMORY;
    enum dmz_status status = read_line(context, count > 1 ? arguments[1] : "-", &line);
    if (!status)
        status = dmz_zones_build(context, &line, &request, &zones);
    for (size_t i = 0; i < zones.count; i++)
        printf("%s-%s %.2f km2\n", layers[zones.zones[i].layer].name, dmz_side_name(zones.zones[i].side),
               zones.zones[i].figures.area_m2 / 1e6);
    if (status)
        fprintf(stderr, "zones: %s\n", dmz_context_message(context));
    dmz_zones_free(&zones);
    dmz_line_free(&line);
    dmz_context_free(context);
    return (int)status;
}
