/* csv_look.c: a CSV file read through by its quotation marks and separators, as GDAL reads them. */
#include "io/csv_look.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

int dmz_csv_rank(const char *name, const char *list) {
    size_t length = strlen(name);
    int rank = 0;
    for (const char *at = list; *at; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ','), rank++)
        if (strcspn(at, ",") == length && !strncasecmp(at, name, length))
            return rank;
    return -1;
}

/* The reading of one file. */
struct look {
    struct dmz_context *context;
    const char *path;
    FILE *file;
    struct dmz_csv_columns *columns;
    int lon_rank, lat_rank;
    char separator;               /* '\0': none was seen yet */
    size_t line, quoted_since;    /* where it is; where the last quotation mark opened */
    size_t head, cell;            /* cells of the head; the one at hand, from 0 */
    bool is_quoted, is_filled;    /* the place at hand; whether the cell has anything in it */
    char name[DMZ_CSV_NAME_SIZE]; /* of the head's cell at hand, if it is as short as that */
    size_t name_size;
};

static enum dmz_status fail(const struct look *look, size_t line, const char *what) {
    return dmz_fail(look->context, DMZ_INPUT, "%s:%zu: %s", look->path, line, what);
}

/* Keeps the name where it stands before the one that was found. */
static void choose(const char *name, const char *list, int *rank, char kept[DMZ_CSV_NAME_SIZE]) {
    int found = dmz_csv_rank(name, list);
    if (found < 0 || found >= *rank)
        return;
    *rank = found;
    snprintf(kept, DMZ_CSV_NAME_SIZE, "%s", name);
}

static void see_name(struct look *look) {
    if (look->name_size >= DMZ_CSV_NAME_SIZE)
        return;
    look->name[look->name_size] = '\0';
    look->columns->has_wkt = look->columns->has_wkt || dmz_csv_rank(look->name, DMZ_CSV_WKT) >= 0;
    choose(look->name, DMZ_CSV_LON, &look->lon_rank, look->columns->lon);
    choose(look->name, DMZ_CSV_LAT, &look->lat_rank, look->columns->lat);
}

static enum dmz_status end_cell(struct look *look) {
    if (!look->head) {
        see_name(look);
        look->name_size = 0;
    } else if (look->cell >= look->head && look->is_filled && look->separator) {
        dmz_hint(look->context, "commas within a cell, decimal ones too, need quotation marks round it");
        return fail(look, look->line, "the row has more cells than the head");
    }
    look->cell++;
    look->is_filled = false;
    return DMZ_OK;
}

static enum dmz_status end_row(struct look *look) {
    enum dmz_status status = end_cell(look);
    if (!look->head)
        look->head = look->cell;
    look->cell = 0;
    return status;
}

/* What separates cells is what first does so in the head. */
static bool separates(struct look *look, char c) {
    if (!look->separator && !look->head && (c == ',' || c == ';' || c == '\t' || c == '|'))
        look->separator = c;
    return look->separator && c == look->separator;
}

static enum dmz_status see(struct look *look, char c) {
    if (c == '"') {
        look->is_quoted = !look->is_quoted;
        look->quoted_since = look->line;
        return DMZ_OK;
    }
    if (!look->is_quoted && (c == '\n' || separates(look, c)))
        return c == '\n' ? end_row(look) : end_cell(look);
    look->is_filled = look->is_filled || (c != ' ' && c != '\r' && c != '\n');
    if (!look->head && c != '\r' && look->name_size < DMZ_CSV_NAME_SIZE)
        look->name[look->name_size++] = c;
    return DMZ_OK;
}

static enum dmz_status read_through(struct look *look) {
    static const char MARK[] = "\xEF\xBB\xBF"; /* editors put it before UTF-8 */
    enum dmz_status status = DMZ_OK;
    size_t mark = 0;
    for (int c; !status && (c = getc(look->file)) != EOF;) {
        if (mark < 3 && (char)c == MARK[mark]) {
            mark++;
            continue;
        }
        mark = 3;
        status = see(look, (char)c);
        look->line += c == '\n';
    }
    if (!status && ferror(look->file))
        status = dmz_fail(look->context, DMZ_INPUT, "%s: %s", look->path, strerror(errno));
    if (!status && look->is_quoted)
        status = fail(look, look->quoted_since, "a quotation mark opens here, and none closes what it opens");
    return status ? status : end_row(look);
}

enum dmz_status dmz_csv_look(struct dmz_context *context, const char *path, struct dmz_csv_columns *columns) {
    struct look look = {.context = context,
                        .path = path,
                        .file = fopen(path, "re"),
                        .columns = columns,
                        .lon_rank = INT_MAX,
                        .lat_rank = INT_MAX,
                        .line = 1};
    *columns = (struct dmz_csv_columns){0};
    if (!look.file)
        return dmz_fail(context, DMZ_INPUT, "%s: %s", path, strerror(errno));
    enum dmz_status status = read_through(&look);
    fclose(look.file);
    return status;
}
