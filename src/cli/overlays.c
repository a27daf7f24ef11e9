/* overlays.c: what the options ask to be laid over the zones. */
#include "cli/overlays.h"

#include <string.h>

#include "cli/input.h"
#include "dmz/report.h"

static const char *population_raster(const struct dmz_settings *settings) {
    return settings->population ? settings->population : settings->density;
}

static enum dmz_status check_population(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *path = population_raster(settings);
    if (settings->population && settings->density)
        return dmz_fail(context, DMZ_USAGE, "--density: not together with --population");
    if (settings->population_band && !path)
        return dmz_fail(context, DMZ_USAGE, "--population-band: takes --population or --density");
    return path ? dmz_input_check_name(context, path, settings->allow_remote) : DMZ_OK;
}

enum dmz_status dmz_overlays_check(struct dmz_context *context, const struct dmz_settings *settings) {
    return check_population(context, settings);
}

enum dmz_status dmz_overlays_build(struct dmz_context *context, const struct dmz_settings *settings,
                                   const struct dmz_zones *zones, struct dmz_overlays_made *made) {
    struct dmz_population_request request = {.is_density = settings->density};
    request.source.path = population_raster(settings);
    request.source.band = settings->population_band ? settings->population_band : 1;
    request.source.allow_remote = settings->allow_remote;
    if (!request.source.path)
        return DMZ_OK;
    made->overlays.population = &made->population;
    return dmz_population_build(context, &request, zones, &made->population);
}

void dmz_overlays_free(struct dmz_overlays_made *made) {
    dmz_population_free(&made->population);
    *made = (struct dmz_overlays_made){0};
}

size_t dmz_overlays_asked(const struct dmz_settings *settings, const char *names[DMZ_SHEETS_MOST]) {
    size_t count = 0;
    (void)settings;
    (void)names;
    return count;
}

static const struct dmz_sheet *sheet_called(const struct dmz_sheets *sheets, const char *name) {
    for (size_t i = 0; i < sheets->count; i++)
        if (!strcmp(sheets->items[i].name, name))
            return &sheets->items[i];
    return NULL;
}

enum dmz_status dmz_overlays_csv(struct dmz_context *context, const struct dmz_stats *stats, const char *const *names,
                                 size_t count, struct dmz_buffer *texts) {
    struct dmz_sheets sheets = {0};
    enum dmz_status status = dmz_report_csv(context, stats, &texts[0]);
    if (!status)
        status = dmz_overlays_sheets(context, stats, &sheets);
    for (size_t i = 0; i < count && !status; i++) {
        const struct dmz_sheet *sheet = sheet_called(&sheets, names[i]);
        status = sheet ? dmz_sheet_csv(context, sheet, &texts[i + 1])
                       : dmz_fail(context, DMZ_DEFECT, "no figures were made of %s", names[i]);
    }
    dmz_sheets_free(&sheets);
    return status;
}
