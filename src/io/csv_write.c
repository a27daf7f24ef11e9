/* csv_write.c: features as CSV with their geometries as WKT, longitude first. */
#include "io/csv_write.h"

#include <string.h>

#include "io/decimal.h"
#include "io/records.h"

void dmz_csv_field(struct dmz_buffer *text, const char *field) {
    dmz_buffer_text(text, field && field[0] && strchr("=+-@\t\r", field[0]) ? "\"'" : "\"");
    const char *rest = field ? field : "";
    for (const char *quote; (quote = strchr(rest, '"')); rest = quote + 1) {
        dmz_buffer_add(text, rest, (size_t)(quote - rest));
        dmz_buffer_text(text, "\"\"");
    }
    dmz_buffer_text(text, rest);
    dmz_buffer_text(text, "\"");
}

static void add_positions(struct dmz_buffer *text, const struct dmz_position *positions, size_t count, int decimals) {
    char number[DMZ_DECIMAL_SIZE];
    dmz_buffer_text(text, "(");
    for (size_t i = 0; i < count; i++) {
        dmz_buffer_text(text, i ? "," : "");
        dmz_buffer_add(text, number, dmz_decimal_write(number, positions[i].lon_deg, decimals));
        dmz_buffer_text(text, " ");
        dmz_buffer_add(text, number, dmz_decimal_write(number, positions[i].lat_deg, decimals));
    }
    dmz_buffer_text(text, ")");
}

static void add_area(struct dmz_buffer *text, const struct dmz_multipolygon *area, int decimals) {
    dmz_buffer_text(text, area->polygon_count ? "\"MULTIPOLYGON (" : "\"MULTIPOLYGON EMPTY");
    for (size_t i = 0; i < area->polygon_count; i++) {
        const struct dmz_polygon *polygon = &area->polygons[i];
        dmz_buffer_text(text, i ? ",(" : "(");
        for (size_t k = 0; k < polygon->ring_count; k++) {
            dmz_buffer_text(text, k ? "," : "");
            add_positions(text, polygon->rings[k].positions, polygon->rings[k].count, decimals);
        }
        dmz_buffer_text(text, ")");
    }
    dmz_buffer_text(text, area->polygon_count ? ")\"" : "\"");
}

static void add_lines(struct dmz_buffer *text, const struct dmz_paths *lines, int decimals) {
    dmz_buffer_text(text, "\"MULTILINESTRING (");
    for (size_t i = 0; i < lines->count; i++) {
        dmz_buffer_text(text, i ? "," : "");
        add_positions(text, lines->items[i].positions, lines->items[i].count, decimals);
    }
    dmz_buffer_text(text, ")\"");
}

static void add_head(struct dmz_buffer *text, const struct dmz_record *feature) {
    dmz_buffer_text(text, "WKT");
    for (size_t i = 0; i < feature->field_count; i++)
        dmz_buffer_format(text, ",%s", feature->fields[i].name);
    dmz_buffer_text(text, "\n");
}

static void add_row(struct dmz_buffer *text, const struct dmz_record *feature) {
    char number[DMZ_FIELD_NUMBER_SIZE];
    if (feature->area)
        add_area(text, feature->area, feature->decimals);
    else if (feature->point) {
        dmz_buffer_text(text, "\"POINT ");
        add_positions(text, feature->point, 1, feature->decimals);
        dmz_buffer_text(text, "\"");
    } else
        add_lines(text, feature->lines, feature->decimals);
    for (size_t i = 0; i < feature->field_count; i++) {
        const struct dmz_record_field *field = &feature->fields[i];
        dmz_buffer_text(text, ",");
        if (field->is_number)
            dmz_buffer_text(text, dmz_field_number(field->number, field->decimals, number));
        else
            dmz_csv_field(text, field->text);
    }
    dmz_buffer_text(text, "\n");
}

enum dmz_status dmz_csv_write_format(struct dmz_context *context, const struct dmz_zones_format *format,
                                     const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files) {
    struct dmz_records features = {0};
    (void)format;
    enum dmz_status status = dmz_records_build(context, stats, emits, &features);
    for (size_t i = 0; i < features.count && !status; i++) {
        if (i == 0)
            add_head(files, &features.items[i]);
        add_row(files, &features.items[i]);
    }
    dmz_records_free(&features);
    if (!status && files->failed)
        status = dmz_fail_memory(context);
    return status;
}
