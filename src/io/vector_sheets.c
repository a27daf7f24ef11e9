/* vector_sheets.c: sheets as tables without geometries, written by GDAL and held against what was to be written. */
#include <math.h>
#include <string.h>

#include "io/vector_writer.h"

static bool is_text(const struct dmz_column *column) {
    return column->kind == DMZ_COLUMN_TEXT || column->kind == DMZ_COLUMN_WORDED;
}

static int type_of(const struct dmz_column *column) {
    return is_text(column) ? DMZ_OFT_STRING : column->kind == DMZ_COLUMN_COUNT ? DMZ_OFT_INTEGER64 : DMZ_OFT_REAL;
}

/* A number as it is written: at the decimals of its column. */
static double rounded(const struct dmz_column *column, double number) {
    double scale = pow(10, column->kind == DMZ_COLUMN_COUNT ? 0 : column->decimals + column->more_decimals);
    return round(number * scale) / scale;
}

static bool is_empty(const struct dmz_column *column, const struct dmz_cell *cell) {
    return is_text(column) ? !cell->text : isnan(cell->number);
}

static size_t rows_of(const struct dmz_sheet *sheet) {
    return sheet->row_count - sheet->sum_count;
}

/* Fields are the columns that have a key, in their order. */
static void set_cells(const struct dmz_gdal *gdal, void *made, const struct dmz_sheet *sheet, size_t row) {
    int field = -1;
    for (size_t k = 0; k < sheet->column_count; k++) {
        const struct dmz_column *column = &sheet->columns[k];
        const struct dmz_cell *cell = dmz_sheet_cell(sheet, row, k);
        field += column->key != NULL;
        if (!column->key || is_empty(column, cell))
            continue;
        if (is_text(column))
            gdal->OGR_F_SetFieldString(made, field, cell->text);
        else if (column->kind == DMZ_COLUMN_COUNT)
            gdal->OGR_F_SetFieldInteger64(made, field, (int64_t)llround(cell->number));
        else
            gdal->OGR_F_SetFieldDouble(made, field, rounded(column, cell->number));
    }
}

static enum dmz_status add_row(struct dmz_vector_writer *writer, void *table, const struct dmz_sheet *sheet,
                               size_t row) {
    struct dmz_gdal *gdal = &writer->gdal;
    void *made = gdal->OGR_F_Create(gdal->OGR_L_GetLayerDefn(table));
    if (!made)
        return dmz_fail_memory(writer->context);
    set_cells(gdal, made, sheet, row);
    int failed = gdal->OGR_L_CreateFeature(table, made);
    gdal->OGR_F_Destroy(made);
    return failed ? dmz_vector_write_fail(writer, "a row cannot be written") : DMZ_OK;
}

static enum dmz_status add_sheet(struct dmz_vector_writer *writer, const struct dmz_sheet *sheet) {
    void *table = writer->gdal.GDALDatasetCreateLayer(writer->dataset, sheet->name, NULL, DMZ_WKB_NONE, NULL);
    enum dmz_status status = table ? DMZ_OK : dmz_vector_write_fail(writer, "a table cannot be made");
    for (size_t k = 0; k < sheet->column_count && !status; k++)
        if (sheet->columns[k].key)
            status = dmz_vector_add_field(writer, table, sheet->columns[k].key, type_of(&sheet->columns[k]));
    for (size_t i = 0; i < rows_of(sheet) && !status; i++)
        status = add_row(writer, table, sheet, i);
    return status;
}

enum dmz_status dmz_vector_add_sheets(struct dmz_vector_writer *writer) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < writer->sheets.count && !status; i++)
        status = add_sheet(writer, &writer->sheets.items[i]);
    return status;
}

static bool same_cell(const struct dmz_gdal *gdal, void *found, int field, const struct dmz_column *column,
                      const struct dmz_cell *cell) {
    if (field < 0 || !gdal->OGR_F_IsFieldSetAndNotNull(found, field))
        return field >= 0 && is_empty(column, cell);
    if (is_text(column))
        return cell->text && !strcmp(gdal->OGR_F_GetFieldAsString(found, field), cell->text);
    return gdal->OGR_F_GetFieldAsDouble(found, field) == rounded(column, cell->number);
}

static bool same_row(const struct dmz_gdal *gdal, void *found, const struct dmz_sheet *sheet, size_t row) {
    for (size_t k = 0; k < sheet->column_count; k++) {
        const struct dmz_column *column = &sheet->columns[k];
        if (column->key && !same_cell(gdal, found, gdal->OGR_F_GetFieldIndex(found, column->key), column,
                                      dmz_sheet_cell(sheet, row, k)))
            return false;
    }
    return true;
}

static enum dmz_status check_sheet(struct dmz_vector_writer *writer, void *table, const struct dmz_sheet *sheet) {
    struct dmz_gdal *gdal = &writer->gdal;
    bool same = table;
    for (size_t i = 0; i <= rows_of(sheet) && same; i++) {
        void *found = gdal->OGR_L_GetNextFeature(table);
        same = i < rows_of(sheet) ? found && same_row(gdal, found, sheet, i) : !found;
        if (found)
            gdal->OGR_F_Destroy(found);
    }
    return same ? DMZ_OK
                : dmz_fail(writer->context, DMZ_OUTPUT, "%s: GDAL did not write the table %s as it should have",
                           writer->format->name, sheet->name);
}

enum dmz_status dmz_vector_check_sheets(struct dmz_vector_writer *writer, void *dataset) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < writer->sheets.count && !status; i++) {
        const struct dmz_sheet *sheet = &writer->sheets.items[i];
        status = check_sheet(writer, writer->gdal.GDALDatasetGetLayerByName(dataset, sheet->name), sheet);
    }
    return status;
}
