/* written.c: the pieces of a difference in the formats of zones. */
#include <math.h>
#include <stdlib.h>

#include "dmz/diff.h"
#include "dmz/formats.h"

/* A piece as if it were a zone, in the colours of who gained it: in the layer that it is in now, else was in. */
static struct dmz_zone zone_of(const struct dmz_diff *diff, const struct dmz_piece *piece) {
    const struct dmz_zones *zones = diff->request.after->zones;
    size_t zone = piece->to != DMZ_DIFF_OUTSIDE ? piece->to : piece->from;
    return (struct dmz_zone){
        .layer = zone == DMZ_DIFF_OUTSIDE ? 0 : zones->zones[zone].layer,
        .side = piece->gained_by,
        .from_m = NAN,
        .to_m = NAN,
        .area = piece->area, /* borrowed */
        .figures = piece->figures,
    };
}

enum dmz_status dmz_diff_write(struct dmz_context *context, const struct dmz_zones_format *format,
                               const struct dmz_diff *diff, struct dmz_buffer *files) {
    const struct dmz_stats *after = diff->request.after;
    struct dmz_zones zones = {.count = diff->piece_count, .decimals = diff->gained.decimals};
    struct dmz_stats stats = {0};
    zones.accuracy = after->zones->accuracy;
    zones.zones = calloc(zones.count + 1, sizeof *zones.zones);
    if (!zones.zones)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < zones.count; i++)
        zones.zones[i] = zone_of(diff, &diff->pieces[i]);
    enum dmz_status status = dmz_stats_build(context, after->line, after->request, &zones, &stats);
    stats.joins = after->joins;
    stats.preset = after->preset;
    stats.preset_turned = after->preset_turned;
    stats.masks = after->masks;
    stats.diff = diff;
    if (!status)
        status = dmz_format_write(context, format, &stats, DMZ_EMIT_ZONES, files);
    dmz_stats_free(&stats);
    free(zones.zones);
    return status;
}
