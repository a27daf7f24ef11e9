/* csv.c: a row for each zone. */
#include <math.h>

#include "dmz/report.h"
#include "io/csv_write.h"

/* Of merged sides whose reaches differ there is none. */
static void add_reach(struct dmz_buffer *text, double reach_m) {
    if (!isnan(reach_m))
        dmz_buffer_format(text, "%.3f", reach_m);
    dmz_buffer_text(text, ",");
}

static void add_row(struct dmz_buffer *text, const struct dmz_stats *stats, size_t i) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    const struct dmz_layer *layer = &stats->request->layers[zone->layer];
    const struct dmz_zone_figures *figures = &stats->zone[i];
    char name[256];
    const char *fields[] = {dmz_stats_zone_name(stats, i, name, sizeof name), layer->name, layer->title,
                            dmz_side_name(zone->side), dmz_stats_party(stats, zone->side)};
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
        dmz_csv_field(text, fields[k]);
        dmz_buffer_text(text, ",");
    }
    add_reach(text, zone->from_m);
    add_reach(text, zone->to_m);
    dmz_buffer_format(text, "%.6f,%.6f,%.6f,%zu,%zu", figures->area_m2 / 1e6, figures->perimeter_m / 1e3,
                      figures->limit_m / 1e3, figures->parts, figures->holes);
    if (stats->doubt) {
        struct dmz_area_range range = dmz_doubt_range(stats->doubt, zone->layer, zone->layer, zone->side);
        dmz_buffer_format(text, ",%.6f,%.6f", range.low_m2 / 1e6, range.high_m2 / 1e6);
    }
    dmz_buffer_text(text, "\n");
}

enum dmz_status dmz_report_csv(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text) {
    dmz_buffer_text(text, "zone,layer,title,side,party,from_m,to_m,area_km2,perimeter_km,limit_km,parts,holes");
    dmz_buffer_text(text, stats->doubt ? ",area_low_km2,area_high_km2\n" : "\n");
    for (size_t i = 0; i < stats->zones->count; i++)
        add_row(text, stats, i);
    return text->failed ? dmz_fail_memory(context) : DMZ_OK;
}
