/* trace_report.c: a traced line in figures: table, Markdown, CSV, JSON. */
#include <math.h>
#include <stdio.h>

#include "dmz/report.h"
#include "dmz/sheet.h"
#include "dmz/units.h"
#include "io/json_parts.h"
#include "io/json_trace.h"
#include "io/text.h"

enum { KM_DECIMALS = 6, PARTS_SHOWN = 12 };

static const char *kind_of(const struct dmz_part *part) {
    return part->closed ? "pocket" : "line";
}

static void add_position(struct dmz_sheet *sheet, size_t column, struct dmz_position p) {
    char text[48];
    snprintf(text, sizeof text, "%.4f,%.4f", p.lon_deg, p.lat_deg);
    dmz_sheet_text(sheet, column, text);
}

/* A row for each part, and the sums. */
static void fill_parts(const struct dmz_traced *trace, struct dmz_sheet *sheet) {
    static const struct dmz_column COLUMNS[] = {
        {"part", "part", DMZ_COLUMN_COUNT, 0, 0},        {"kind", "kind", DMZ_COLUMN_TEXT, 0, 0},
        {"length_km", "km", DMZ_COLUMN_NUMBER, 1, 5},    {"vertices", "vertices", DMZ_COLUMN_COUNT, 0, 0},
        {"from_lon_lat", "from", DMZ_COLUMN_TEXT, 0, 0}, {"to_lon_lat", "to", DMZ_COLUMN_TEXT, 0, 0}};
    dmz_sheet_begin(sheet, "parts", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    sheet->most = PARTS_SHOWN;
    for (size_t i = 0; i < trace->line.part_count; i++) {
        const struct dmz_part *part = &trace->line.parts[i];
        dmz_sheet_add_row(sheet);
        dmz_sheet_number(sheet, 0, (double)(i + 1));
        dmz_sheet_text(sheet, 1, kind_of(part));
        dmz_sheet_number(sheet, 2, dmz_traced_part_m(part) / 1e3);
        dmz_sheet_number(sheet, 3, (double)part->count);
        add_position(sheet, 4, part->positions[0]);
        add_position(sheet, 5, part->positions[part->count - 1]);
    }
    dmz_sheet_add_sum(sheet);
    dmz_sheet_text(sheet, 1, "all");
    dmz_sheet_number(sheet, 2, trace->length_m / 1e3);
    dmz_sheet_number(sheet, 3, (double)dmz_line_vertices(&trace->line));
}

static const char *counted(size_t count, const char *one, const char *many, char text[64]) {
    snprintf(text, 64, "%zu %s", count, count == 1 ? one : many);
    return text;
}

static void add_dropped(const struct dmz_dropped *dropped, const char *of, struct dmz_buffer *text) {
    char polygons[64], holes[64], area[48];
    if (dropped->polygons + dropped->holes)
        dmz_buffer_format(text, "Dropped%s as too small: %s, %s, %s km² in all.\n", of,
                          counted(dropped->polygons, "polygon", "polygons", polygons),
                          counted(dropped->holes, "hole", "holes", holes),
                          dmz_units_write_number(dropped->area_m2 / 1e6, 2, area, sizeof area));
}

/* What was left out of the line, and why. */
static void add_notes(const struct dmz_traced *trace, struct dmz_buffer *text) {
    char length[48], count[64], area[48], largest[48], gap[32];
    dmz_units_write_distance(trace->request.border_gap_m, gap, sizeof gap);
    double rest_m = trace->boundary_m - (trace->length_m - trace->joins.bridged_m);
    dmz_buffer_format(text, "Not line: %s km of the boundary, %s.\n",
                      dmz_units_write_number(fmax(0, rest_m) / 1e3, 1, length, sizeof length),
                      trace->has_other ? "where the other area is nowhere near, or the border is"
                                       : "border or coast, or outside");
    if (trace->unlined.rings)
        dmz_buffer_format(text, "Without any line: %s, %s km² in all, the largest %s km² (gap %s).\n",
                          counted(trace->unlined.rings, "ring", "rings", count),
                          dmz_units_write_number(trace->unlined.area_m2 / 1e6, 1, area, sizeof area),
                          dmz_units_write_number(trace->unlined.largest_m2 / 1e6, 1, largest, sizeof largest), gap);
    add_dropped(&trace->dropped, "", text);
    add_dropped(&trace->within_dropped, " of the country", text);
    for (size_t i = 0; i < trace->joins.bridge_count && i < PARTS_SHOWN; i++)
        dmz_buffer_format(text, "Bridged: %s at %.4f,%.4f.\n",
                          dmz_units_write_distance(trace->joins.bridges[i].length_m, length, sizeof length),
                          trace->joins.bridges[i].from.lon_deg, trace->joins.bridges[i].from.lat_deg);
    if (trace->joins.bridge_count > PARTS_SHOWN)
        dmz_buffer_format(text, "Bridged: %zu more.\n", trace->joins.bridge_count - PARTS_SHOWN);
}

static void add_name(struct dmz_buffer *text, const char *name) {
    while (name && *name) {
        char shown[DMZ_TEXT_SHOWN_SIZE];
        name += dmz_text_show(name, shown);
        dmz_buffer_text(text, shown);
    }
}

static void add_title(const struct dmz_traced *trace, struct dmz_buffer *text) {
    char length[48], pockets[64];
    size_t open = trace->line.part_count - trace->pockets;
    dmz_buffer_text(text, "Contact line");
    dmz_buffer_text(text, trace->line.date ? ", " : "");
    add_name(text, trace->line.date);
    dmz_buffer_format(text, ": %s km, %zu open %s, %s\nLeft: ",
                      dmz_units_write_number(trace->length_m / 1e3, 1, length, sizeof length), open,
                      open == 1 ? "part" : "parts", counted(trace->pockets, "pocket", "pockets", pockets));
    add_name(text, trace->line.left);
    dmz_buffer_text(text, ". Right: ");
    add_name(text, trace->line.right);
    dmz_buffer_text(text, ".\n\n");
}

typedef enum dmz_status sheet_writer(struct dmz_context *context, const struct dmz_sheet *sheet,
                                     struct dmz_buffer *text);

static enum dmz_status write_sheet(struct dmz_context *context, const struct dmz_traced *trace, sheet_writer *write,
                                   struct dmz_buffer *text) {
    struct dmz_sheet sheet = {0};
    fill_parts(trace, &sheet);
    enum dmz_status status = write(context, &sheet, text);
    dmz_sheet_free(&sheet);
    return status;
}

enum dmz_status dmz_report_trace_table(struct dmz_context *context, const struct dmz_traced *trace,
                                       struct dmz_buffer *text) {
    add_title(trace, text);
    enum dmz_status status = write_sheet(context, trace, dmz_sheet_table, text);
    dmz_buffer_text(text, "\n");
    add_notes(trace, text);
    return !status && text->failed ? dmz_fail_memory(context) : status;
}

enum dmz_status dmz_report_trace_markdown(struct dmz_context *context, const struct dmz_traced *trace,
                                          struct dmz_buffer *text) {
    return write_sheet(context, trace, dmz_sheet_markdown, text);
}

enum dmz_status dmz_report_trace_csv(struct dmz_context *context, const struct dmz_traced *trace,
                                     struct dmz_buffer *text) {
    return write_sheet(context, trace, dmz_sheet_csv, text);
}

static bool add_end(cJSON *object, const char *name, struct dmz_position p) {
    const double pair[2] = {p.lon_deg, p.lat_deg};
    return cJSON_AddItemToObject(object, name, cJSON_CreateDoubleArray(pair, 2));
}

static bool add_parts(cJSON *object, const struct dmz_traced *trace) {
    cJSON *parts = cJSON_AddArrayToObject(object, "parts");
    for (size_t i = 0; parts && i < trace->line.part_count; i++) {
        const struct dmz_part *part = &trace->line.parts[i];
        cJSON *item = cJSON_CreateObject();
        if (!item || !cJSON_AddItemToArray(parts, item) || !dmz_json_number(item, "part", (double)(i + 1), 0) ||
            !dmz_json_text(item, "kind", kind_of(part)) ||
            !dmz_json_number(item, "length_km", dmz_traced_part_m(part) / 1e3, KM_DECIMALS) ||
            !dmz_json_number(item, "vertices", (double)part->count, 0) ||
            !add_end(item, "from", part->positions[0]) || !add_end(item, "to", part->positions[part->count - 1]))
            return false;
    }
    return parts;
}

enum dmz_status dmz_report_trace_json(struct dmz_context *context, const struct dmz_traced *trace,
                                      struct dmz_buffer *text) {
    cJSON *object = cJSON_CreateObject();
    bool room =
        object && dmz_json_trace(object, trace) && add_parts(object, trace) && dmz_json_print(object, true, text);
    dmz_buffer_text(text, "\n");
    cJSON_Delete(object);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}
