/* read.c: an annex read back, out of the rows of its tables. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "annex/rows.h"
#include "core/grow.h"
#include "dmz/annex.h"
#include "io/decimal.h"
#include "io/text.h"
#include "overlay/name_table.h"

/* Beyond what rounding of coordinates may do to a distance, twice: it is rounded itself, to a metre perhaps. */
static const double NEXT_SLACK_M = 2;

static const char POINT[] = "point", PIECE[] = "piece";

/* What the table at hand has in which column. */
struct columns {
    bool known;
    size_t point, piece, places[DMZ_COORDINATES_MOST];
    size_t next; /* the distance to the next point; DMZ_ANNEX_CELLS_MOST: there is none */
    size_t count;
    enum dmz_notation first, last; /* those it can be in */
};

struct reader {
    struct dmz_context *context;
    const char *name;
    size_t line;  /* where the row begins */
    size_t feeds; /* within it, in quotes */
    struct columns columns;
    struct dmz_annex_read *read;
    struct dmz_name_table codes; /* of its limits, in their order */
};

static enum dmz_status fail(const struct reader *reader, const char *what) {
    return dmz_fail(reader->context, DMZ_INPUT, "%s:%zu: %s", reader->name, reader->line, what);
}

static size_t find_cell(const struct dmz_annex_row *row, const char *key, const char *title) {
    for (size_t i = 0; i < row->count; i++)
        if (!strcasecmp(row->cells[i], key) || (title && !strcasecmp(row->cells[i], title)))
            return i;
    return row->count;
}

/* Whether the row is the head of a table of points; then what its columns are. */
static bool read_head(const struct dmz_annex_row *row, struct columns *columns) {
    struct columns found = {.point = find_cell(row, POINT, NULL), .piece = find_cell(row, PIECE, NULL)};
    for (int notation = DMZ_NOTATION_DMS; notation <= DMZ_NOTATION_MGRS && !found.known; notation++) {
        found.first = found.last = (enum dmz_notation)notation;
        found.count = dmz_coordinates_count(found.first);
        found.known = found.point < row->count;
        for (size_t i = 0; i < found.count; i++) {
            found.places[i] =
                find_cell(row, dmz_coordinates_key(found.first, i), dmz_coordinates_title(found.first, i));
            found.known = found.known && found.places[i] < row->count;
        }
    }
    if (found.known && found.first == DMZ_NOTATION_DMS)
        found.last = DMZ_NOTATION_DECIMAL; /* which of them, the cells say */
    found.next = find_cell(row, "next_m", "To next, m");
    if (found.next == row->count)
        found.next = DMZ_ANNEX_CELLS_MOST;
    if (found.known)
        *columns = found;
    return found.known;
}

static bool read_place(const struct columns *columns, const struct dmz_annex_row *row, struct dmz_position *position,
                       double *rounding_m) {
    const char *texts[DMZ_COORDINATES_MOST] = {"", "", ""};
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->places[i] >= row->count)
            return false;
        texts[i] = row->cells[columns->places[i]];
    }
    for (int notation = (int)columns->first; notation <= (int)columns->last; notation++)
        if (dmz_coordinates_read((enum dmz_notation)notation, texts, position)) {
            *rounding_m = dmz_coordinates_given_m((enum dmz_notation)notation, texts);
            return true;
        }
    return false;
}

/* Metres to the next point, with commas between thousands or in place of the point; NAN where none are given. */
static bool read_next(const struct columns *columns, const struct dmz_annex_row *row, double *next_m) {
    static const char *const NONE[] = {"", "-", "–", "—"};
    const char *cell = columns->next < row->count ? row->cells[columns->next] : "";
    char number[DMZ_ANNEX_CELL_SIZE] = "";
    size_t size = 0;
    for (const char *at = cell; *at; at++) {
        bool is_thousands = *at == ',' && strspn(at + 1, "0123456789") == 3;
        if (*at != ' ' && !is_thousands)
            number[size++] = (char)(*at == ',' ? '.' : *at);
    }
    size -= size && number[size - 1] == 'm';
    number[size] = '\0';
    *next_m = dmz_decimal_of(number);
    bool is_none = false;
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        is_none = is_none || !strcmp(number, NONE[i]);
    return is_none || *next_m >= 0;
}

/* The limit of that code, or a new one; NULL where memory runs out. */
static struct dmz_annex_read_limit *limit_of(struct reader *reader, const char *code) {
    struct dmz_annex_read *read = reader->read;
    size_t number = dmz_name_table_find(&reader->codes, code);
    if (number < read->count)
        return &read->limits[number];
    struct dmz_annex_read_limit *limits = dmz_grow(read->limits, read->count, sizeof *limits);
    if (!limits)
        return NULL;
    read->limits = limits;
    char *copy = strdup(code);
    if (!copy || !dmz_name_table_add(&reader->codes, copy)) {
        free(copy);
        return NULL;
    }
    limits[read->count] = (struct dmz_annex_read_limit){.code = copy};
    return &limits[read->count++];
}

/* A piece of the limit by its number: the last one, or a new one after it. */
static struct dmz_annex_piece *piece_of(struct dmz_annex_read_limit *limit, size_t number, enum dmz_piece_kind kind) {
    if (number == limit->piece_count)
        return &limit->pieces[number - 1];
    struct dmz_annex_piece *pieces = dmz_grow(limit->pieces, limit->piece_count, sizeof *pieces);
    if (!pieces)
        return NULL;
    limit->pieces = pieces;
    pieces[number - 1] = (struct dmz_annex_piece){.kind = kind};
    limit->piece_count = number;
    return &pieces[number - 1];
}

/* "2 hole"; without a word of it, an open piece. */
static bool read_piece(const char *cell, size_t *number, enum dmz_piece_kind *kind) {
    char *rest;
    long found = isdigit((unsigned char)*cell) ? strtol(cell, &rest, 10) : 0;
    if (found < 1)
        return false;
    rest += strspn(rest, " ");
    *number = (size_t)found;
    for (int i = DMZ_PIECE_OPEN; i <= DMZ_PIECE_HOLE; i++)
        if (!strcmp(rest, dmz_piece_name((enum dmz_piece_kind)i))) {
            *kind = (enum dmz_piece_kind)i;
            return true;
        }
    return false;
}

/* Points of a limit are numbered one by one: else a row is missing, exchanged or there twice. */
static enum dmz_status check_number(const struct reader *reader, const struct dmz_annex_read_limit *limit,
                                    const char *digits) {
    char *end = NULL, quoted[DMZ_TEXT_QUOTE_SIZE], code[DMZ_TEXT_QUOTE_SIZE];
    unsigned long number = isdigit((unsigned char)*digits) ? strtoul(digits, &end, 10) : 0;
    if (end && !*end && number == limit->point_count + 1)
        return DMZ_OK;
    return dmz_fail(reader->context, DMZ_INPUT,
                    "%s:%zu: expected point number %zu of limit %s, found %s: points are numbered one by one",
                    reader->name, reader->line, limit->point_count + 1, dmz_text_quote(limit->code, code),
                    dmz_text_quote(digits, quoted));
}

static enum dmz_status add_point(struct reader *reader, struct dmz_annex_piece *piece,
                                 struct dmz_turning_point point) {
    struct dmz_turning_point *points = piece->points;
    if ((piece->count & (piece->count - 1)) == 0) { /* room for the next power of 2 */
        size_t room = piece->count ? 2 * piece->count : 1;
        points = realloc(piece->points, room * sizeof *points);
        if (!points)
            return dmz_fail_memory(reader->context);
    }
    piece->points = points;
    points[piece->count++] = point;
    return DMZ_OK;
}

static enum dmz_status read_row(struct reader *reader, const struct dmz_annex_row *row) {
    const struct columns *columns = &reader->columns;
    struct dmz_turning_point point = {.next_m = NAN};
    double rounding_m = 0;
    size_t number = 1;
    enum dmz_piece_kind kind = DMZ_PIECE_OPEN;
    char code[DMZ_ANNEX_CELL_SIZE];
    if (columns->point >= row->count || columns->piece >= row->count)
        return fail(reader, "expected a point with its number, piece and coordinates");
    memcpy(code, row->cells[columns->point], sizeof code);
    if (strlen(code) == DMZ_ANNEX_CELL_SIZE - 1 || !dmz_text_is_sound(code))
        return fail(reader, "expected a point's number in UTF-8, of less than 127 bytes");
    char *dash = strrchr(code, '-');
    if (!dash || dash == code)
        return fail(reader, "expected a point's number, as L-S-001");
    *dash = '\0';
    if (!read_piece(row->cells[columns->piece], &number, &kind))
        return fail(reader, "expected a piece, as '1 open', '1 ring' or '2 hole'");
    if (!read_place(columns, row, &point.position, &rounding_m))
        return fail(reader, "expected coordinates of a place");
    if (!read_next(columns, row, &point.next_m))
        return fail(reader, "expected metres to the next point, or nothing");
    struct dmz_annex_read_limit *limit = limit_of(reader, code);
    enum dmz_status status = limit ? check_number(reader, limit, dash + 1) : dmz_fail_memory(reader->context);
    if (status)
        return status;
    if (number != limit->piece_count && number != limit->piece_count + 1)
        return fail(reader, "pieces of a limit are not in their order");
    if (number == limit->piece_count && limit->pieces[number - 1].kind != kind)
        return fail(reader, "a piece is of two kinds");
    struct dmz_annex_piece *piece = piece_of(limit, number, kind);
    limit->point_count++;
    limit->rounding_m = fmax(limit->rounding_m, rounding_m);
    return piece ? add_point(reader, piece, point) : dmz_fail_memory(reader->context);
}

/* A document has tables between bars, and what is not between bars ends them; what has no bars at all is CSV. */
static enum dmz_status read_line(struct reader *reader, const char *at, const char *end, bool document) {
    struct dmz_annex_row row;
    while (end > at && (end[-1] == '\r' || end[-1] == ' '))
        end--;
    if (document && (at == end || *at != '|')) {
        reader->columns.known = false;
        return DMZ_OK;
    }
    if (at == end)
        return DMZ_OK;
    dmz_annex_row_split(at, end, document, &row);
    if (!reader->columns.known) {
        if (!read_head(&row, &reader->columns) && !document)
            return fail(reader, "expected a head with the columns point, piece and those of coordinates");
        if (reader->columns.known && reader->columns.piece >= row.count)
            return fail(reader, "expected a column 'piece'");
        return DMZ_OK;
    }
    return document && dmz_annex_row_is_rule(&row) ? DMZ_OK : read_row(reader, &row);
}

static enum dmz_status check_pieces(const struct reader *reader) {
    const struct dmz_annex_read *read = reader->read;
    if (!read->count)
        return dmz_fail(reader->context, DMZ_INPUT, "%s: there is no table of turning points", reader->name);
    for (size_t i = 0; i < read->count; i++)
        for (size_t k = 0; k < read->limits[i].piece_count; k++) {
            const struct dmz_annex_piece *piece = &read->limits[i].pieces[k];
            size_t least = piece->kind == DMZ_PIECE_OPEN ? 2 : 3;
            if (piece->count < least)
                return dmz_fail(reader->context, DMZ_INPUT,
                                "%s: limit %s: piece %zu has %zu points, not %zu at least", reader->name,
                                read->limits[i].code, k + 1, piece->count, least);
        }
    return DMZ_OK;
}

/* A point's distance to the next one, where it is given, is what is to be measured: else one of them is another
 * place, or rows after it are missing. Those who wrote it may have measured before they rounded. */
static enum dmz_status check_next(const struct reader *reader, const struct dmz_annex_read_limit *limit,
                                  const struct dmz_annex_piece *piece, size_t k, size_t number) {
    const struct dmz_turning_point *point = &piece->points[k], *next = &piece->points[(k + 1) % piece->count];
    char code[DMZ_TEXT_QUOTE_SIZE];
    if (isnan(point->next_m))
        return DMZ_OK;
    dmz_text_quote(limit->code, code);
    if (k + 1 == piece->count && piece->kind == DMZ_PIECE_OPEN)
        return dmz_fail(reader->context, DMZ_INPUT,
                        "%s: limit %s: point %zu: the next point, %.1f m from it, is missing", reader->name, code,
                        number, point->next_m);
    double found_m = dmz_geodesy_distance_m(point->position, next->position);
    if (fabs(found_m - point->next_m) <= 2 * (2 * limit->rounding_m) + NEXT_SLACK_M)
        return DMZ_OK;
    return dmz_fail(reader->context, DMZ_INPUT,
                    "%s: limit %s: point %zu: the next point is %.1f m from it by coordinates, not %.1f m as is "
                    "written",
                    reader->name, code, number, found_m, point->next_m);
}

static enum dmz_status check_distances(const struct reader *reader) {
    const struct dmz_annex_read *read = reader->read;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < read->count && !status; i++) {
        const struct dmz_annex_read_limit *limit = &read->limits[i];
        size_t number = 0;
        for (size_t k = 0; k < limit->piece_count; k++)
            for (size_t n = 0; n < limit->pieces[k].count && !status; n++)
                status = check_next(reader, limit, &limit->pieces[k], n, ++number);
    }
    return status;
}

enum dmz_status dmz_annex_read(struct dmz_context *context, const char *name, const char *text, size_t size,
                               struct dmz_annex_read *read) {
    static const char MARK[] = "\xEF\xBB\xBF"; /* editors put it before UTF-8 */
    struct reader reader = {.context = context, .name = name, .read = read};
    const char *end = text + size;
    text += size >= 3 && !memcmp(text, MARK, 3) ? 3 : 0;
    bool document = dmz_annex_is_document(text, (size_t)(end - text));
    enum dmz_status status = DMZ_OK;
    for (const char *at = text; at < end && !status;) {
        reader.line += reader.feeds + 1;
        const char *stop = dmz_annex_row_end(at, end, document, &reader.feeds);
        status = read_line(&reader, at, stop, document);
        at = stop + 1;
    }
    if (!status)
        status = check_pieces(&reader);
    if (!status)
        status = check_distances(&reader);
    dmz_name_table_free(&reader.codes);
    return status;
}

void dmz_annex_read_free(struct dmz_annex_read *read) {
    for (size_t i = 0; i < read->count; i++) {
        for (size_t k = 0; k < read->limits[i].piece_count; k++)
            free(read->limits[i].pieces[k].points);
        free(read->limits[i].pieces);
        free(read->limits[i].code);
    }
    free(read->limits);
    *read = (struct dmz_annex_read){0};
}
