/* map_file.c: the map that --map asks for. */
#include "cli/map_file.h"

enum dmz_status dmz_map_plan(struct dmz_context *context, const struct dmz_settings *settings,
                             struct dmz_products *products, size_t *number) {
    bool described = settings->map_title || settings->map_theme || settings->map_size.width_mm > 0;
    if (!settings->map && described)
        return dmz_fail(context, DMZ_USAGE, "--map-size, --map-theme and --map-title go with --map");
    if (!settings->map)
        return DMZ_OK;
    *number = products->count;
    enum dmz_status status = dmz_map_check(context);
    return status ? status : dmz_products_add(context, products, "the map", settings->map, 0, "");
}

struct dmz_map_sheet dmz_map_sheet_of(const struct dmz_settings *settings) {
    struct dmz_map_sheet sheet = {
        .theme = settings->map_theme, .size = settings->map_size, .title = settings->map_title};
    dmz_map_format_of(settings->map, &sheet.format);
    if (!(sheet.size.width_mm > 0))
        dmz_map_size_read(NULL, "--map-size", "a4", &sheet.size); /* cannot fail: it is one of its words */
    return sheet;
}
