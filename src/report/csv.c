/* csv.c: sheets for programs. */
#include <math.h>

#include "dmz/overlays.h"
#include "dmz/report.h"
#include "io/csv_write.h"
#include "report/rows.h"

static void add_cell(struct dmz_buffer *text, const struct dmz_column *column, const struct dmz_cell *cell) {
    bool is_text = column->kind == DMZ_COLUMN_TEXT || column->kind == DMZ_COLUMN_WORDED;
    int decimals = column->kind == DMZ_COLUMN_NUMBER ? column->decimals + column->more_decimals : 0;
    if (is_text)
        dmz_csv_field(text, cell->text);
    else if (!isnan(cell->number))
        dmz_buffer_format(text, "%.*f", decimals, cell->number);
}

static void add_head(struct dmz_buffer *text, const struct dmz_sheet *sheet) {
    const char *comma = "";
    for (size_t k = 0; k < sheet->column_count; k++)
        if (sheet->columns[k].key) {
            dmz_buffer_format(text, "%s%s", comma, sheet->columns[k].key);
            comma = ",";
        }
    dmz_buffer_text(text, "\n");
}

static void add_row(struct dmz_buffer *text, const struct dmz_sheet *sheet, size_t row) {
    const char *comma = "";
    for (size_t k = 0; k < sheet->column_count; k++)
        if (sheet->columns[k].key) {
            dmz_buffer_text(text, comma);
            add_cell(text, &sheet->columns[k], dmz_sheet_cell(sheet, row, k));
            comma = ",";
        }
    dmz_buffer_text(text, "\n");
}

enum dmz_status dmz_sheet_csv(struct dmz_context *context, const struct dmz_sheet *sheet, struct dmz_buffer *text) {
    add_head(text, sheet);
    for (size_t i = 0; i < sheet->row_count - sheet->sum_count; i++)
        add_row(text, sheet, i);
    return sheet->failed || text->failed ? dmz_fail_memory(context) : DMZ_OK;
}

enum dmz_status dmz_report_csv(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text) {
    struct dmz_sheet zones = {0};
    dmz_rows_zones(stats, &zones);
    enum dmz_status status = dmz_sheet_csv(context, &zones, text);
    dmz_sheet_free(&zones);
    return status;
}
