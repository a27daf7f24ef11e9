/* compare_map.c: the rows of a comparison as maps beside each other. */
#include "cli/compare_map.h"

#include <stdlib.h>

#include "cli/map_file.h"

/* Maps of rows: their results live until all are drawn. */
struct maps {
    struct dmz_context *context; /* of its own: what is warned of was said when rows were computed */
    struct dmz_result results[DMZ_COMPARE_MAPS_MOST];
    const struct dmz_stats *stats[DMZ_COMPARE_MAPS_MOST];
    struct dmz_buffer captions[DMZ_COMPARE_MAPS_MOST];
    size_t count;
};

enum dmz_status dmz_compare_map_check(const struct dmz_study *study) {
    size_t shown = 0;
    for (size_t i = 0; i < study->comparison.row_count; i++)
        shown += study->comparison.rows[i].shown;
    if (shown <= DMZ_COMPARE_MAPS_MOST)
        return DMZ_OK;
    return dmz_fail(study->context, DMZ_USAGE, "--map: %zu rows are more than the %d maps that a sheet has room for",
                    shown, (int)DMZ_COMPARE_MAPS_MOST);
}

/* "front, 2024-07-08: 30km, 24,768 km²", as far as lines and days differ. */
static void write_caption(const struct dmz_study *study, const struct dmz_row *row, double area_m2,
                          struct dmz_buffer *text) {
    char area[48];
    if (study->lines.count > 1)
        dmz_buffer_format(text, "%s%s%s: ", row->line, row->date ? ", " : "", row->date ? row->date : "");
    dmz_units_write_number(area_m2 / 1e6, 0, area, sizeof area);
    dmz_buffer_format(text, "%s, %s km²", row->scenario->name, area);
}

static enum dmz_status add_map(struct dmz_study *study, size_t row, struct maps *maps) {
    struct dmz_result *result = &maps->results[maps->count];
    struct dmz_buffer *caption = &maps->captions[maps->count];
    enum dmz_status status = dmz_study_picture(maps->context, study, row, result);
    maps->stats[maps->count++] = &result->stats;
    if (!status)
        write_caption(study, &study->comparison.rows[row], result->stats.area_m2, caption);
    if (!status && caption->failed)
        status = dmz_fail_memory(maps->context);
    return status;
}

static enum dmz_status draw(struct dmz_study *study, const struct maps *maps, struct dmz_buffer *text) {
    const struct dmz_map_sheet sheet = dmz_map_sheet_of(study->settings);
    const char *captions[DMZ_COMPARE_MAPS_MOST];
    for (size_t i = 0; i < maps->count; i++)
        captions[i] = maps->captions[i].bytes;
    return dmz_map_write_all(study->context, maps->stats, captions, maps->count, &sheet, text);
}

enum dmz_status dmz_compare_map_write(struct dmz_study *study, struct dmz_buffer *text) {
    struct maps maps = {.context = dmz_context_create()};
    enum dmz_status status = maps.context ? DMZ_OK : dmz_fail_memory(study->context);
    if (maps.context)
        dmz_context_limit_input(maps.context, dmz_context_input_limit(study->context));
    for (size_t i = 0; i < study->comparison.row_count && !status; i++)
        if (study->comparison.rows[i].shown && !study->comparison.rows[i].status)
            status = add_map(study, i, &maps);
    if (status && maps.context)
        dmz_fail(study->context, status, "%s", dmz_context_message(maps.context));
    if (!status && maps.count)
        status = draw(study, &maps, text);
    for (size_t i = 0; i < maps.count; i++) {
        dmz_result_free(&maps.results[i]);
        dmz_buffer_free(&maps.captions[i]);
    }
    dmz_context_free(maps.context);
    return status;
}
