/* read.c: an annex read back, out of the tables of a document or a CSV file. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/grow.h"
#include "dmz/annex.h"
#include "io/text.h"
#include "overlay/name_table.h"

enum { CELLS_MOST = 32, CELL_SIZE = 128 };

static const char POINT[] = "point", PIECE[] = "piece";

/* A row of either form. Of longer ones the rest is left out: what is looked for is not that far to the right. */
struct row {
    char cells[CELLS_MOST][CELL_SIZE];
    size_t count;
};

/* What the table at hand has in which column. */
struct columns {
    bool known;
    size_t point, piece, places[DMZ_COORDINATES_MOST];
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

static void add_character(char *cell, size_t *size, char c) {
    if (*size + 1 < CELL_SIZE)
        cell[(*size)++] = c;
}

/* Ends a cell: blanks round it are dropped. */
static void end_cell(struct row *row, size_t size) {
    char *cell = row->cells[row->count];
    while (size && cell[size - 1] == ' ')
        size--;
    cell[size] = '\0';
    row->count++;
}

/* Cells between bars; a backslash takes the mark from what follows. */
static void split_markdown(const char *at, const char *end, struct row *row) {
    row->count = 0;
    for (at++; at < end && row->count < CELLS_MOST; at++) {
        size_t size = 0;
        for (; at < end && *at != '|'; at++) {
            at += *at == '\\' && at + 1 < end;
            if (size || *at != ' ')
                add_character(row->cells[row->count], &size, *at);
        }
        if (at < end)
            end_cell(row, size);
    }
}

/* Fields between commas, in quotes or not. Source: RFC 4180. */
static void split_csv(const char *at, const char *end, struct row *row) {
    row->count = 0;
    for (; at <= end && row->count < CELLS_MOST; at++) {
        size_t size = 0;
        bool quoted = false;
        for (; at < end && (quoted || *at != ','); at++) {
            bool quote = *at == '"' && (quoted || size == 0), twice = quote && quoted && at + 1 < end && at[1] == '"';
            if (quote && !twice)
                quoted = !quoted;
            else
                add_character(row->cells[row->count], &size, *at);
            at += twice;
        }
        end_cell(row, size);
    }
}

static size_t find_cell(const struct row *row, const char *key, const char *title) {
    for (size_t i = 0; i < row->count; i++)
        if (!strcasecmp(row->cells[i], key) || (title && !strcasecmp(row->cells[i], title)))
            return i;
    return row->count;
}

/* Whether the row is the head of a table of points; then what its columns are. */
static bool read_head(const struct row *row, struct columns *columns) {
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
    if (found.known)
        *columns = found;
    return found.known;
}

static bool read_place(const struct columns *columns, const struct row *row, struct dmz_position *position) {
    const char *texts[DMZ_COORDINATES_MOST] = {"", "", ""};
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->places[i] >= row->count)
            return false;
        texts[i] = row->cells[columns->places[i]];
    }
    for (int notation = (int)columns->first; notation <= (int)columns->last; notation++)
        if (dmz_coordinates_read((enum dmz_notation)notation, texts, position))
            return true;
    return false;
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

static enum dmz_status add_point(struct reader *reader, struct dmz_annex_piece *piece, struct dmz_position position) {
    struct dmz_turning_point *points = piece->points;
    if ((piece->count & (piece->count - 1)) == 0) { /* room for the next power of 2 */
        size_t room = piece->count ? 2 * piece->count : 1;
        points = realloc(piece->points, room * sizeof *points);
        if (!points)
            return dmz_fail_memory(reader->context);
    }
    piece->points = points;
    points[piece->count++] = (struct dmz_turning_point){.position = position};
    return DMZ_OK;
}

static enum dmz_status read_row(struct reader *reader, const struct row *row) {
    const struct columns *columns = &reader->columns;
    struct dmz_position position = {0};
    size_t number = 1;
    enum dmz_piece_kind kind = DMZ_PIECE_OPEN;
    char code[CELL_SIZE];
    if (columns->point >= row->count || columns->piece >= row->count)
        return fail(reader, "expected a point with its number, piece and coordinates");
    memcpy(code, row->cells[columns->point], sizeof code);
    if (strlen(code) == CELL_SIZE - 1 || !dmz_text_is_sound(code))
        return fail(reader, "expected a point's number in UTF-8, of less than 127 bytes");
    char *dash = strrchr(code, '-');
    if (!dash || dash == code)
        return fail(reader, "expected a point's number, as L-S-001");
    *dash = '\0';
    if (!read_piece(row->cells[columns->piece], &number, &kind))
        return fail(reader, "expected a piece, as '1 open', '1 ring' or '2 hole'");
    if (!read_place(columns, row, &position))
        return fail(reader, "expected coordinates of a place");
    struct dmz_annex_read_limit *limit = limit_of(reader, code);
    if (!limit)
        return dmz_fail_memory(reader->context);
    if (number != limit->piece_count && number != limit->piece_count + 1)
        return fail(reader, "pieces of a limit are not in their order");
    if (number == limit->piece_count && limit->pieces[number - 1].kind != kind)
        return fail(reader, "a piece is of two kinds");
    struct dmz_annex_piece *piece = piece_of(limit, number, kind);
    return piece ? add_point(reader, piece, position) : dmz_fail_memory(reader->context);
}

static bool is_rule(const struct row *row) {
    for (size_t i = 0; i < row->count; i++)
        if (strspn(row->cells[i], "-: ") != strlen(row->cells[i]))
            return false;
    return row->count;
}

/* A document has tables between bars, and what is not between bars ends them; what has no bars at all is CSV. */
static enum dmz_status read_line(struct reader *reader, const char *at, const char *end, bool document) {
    struct row row;
    while (end > at && (end[-1] == '\r' || end[-1] == ' '))
        end--;
    if (document && (at == end || *at != '|')) {
        reader->columns.known = false;
        return DMZ_OK;
    }
    if (at == end)
        return DMZ_OK;
    if (document)
        split_markdown(at, end, &row);
    else
        split_csv(at, end, &row);
    if (!reader->columns.known) {
        if (!read_head(&row, &reader->columns) && !document)
            return fail(reader, "expected a head with the columns point, piece and those of coordinates");
        if (reader->columns.known && reader->columns.piece >= row.count)
            return fail(reader, "expected a column 'piece'");
        return DMZ_OK;
    }
    return document && is_rule(&row) ? DMZ_OK : read_row(reader, &row);
}

/* Where the row at `at` ends: at a line feed, which in CSV may also stand within quotes. */
static const char *row_end(struct reader *reader, const char *at, const char *end, bool document) {
    bool quoted = false;
    for (; at < end && (quoted || *at != '\n'); at++) {
        quoted ^= *at == '"' && !document;
        reader->feeds += *at == '\n';
    }
    return at;
}

static bool is_document(const char *text, size_t size) {
    const char *at = text;
    while (at < text + size && (*at == '\n' || *at == '\r' || *at == ' '))
        at++;
    return at < text + size && (*at == '#' || *at == '|');
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

enum dmz_status dmz_annex_read(struct dmz_context *context, const char *name, const char *text, size_t size,
                               struct dmz_annex_read *read) {
    static const char MARK[] = "\xEF\xBB\xBF"; /* editors put it before UTF-8 */
    struct reader reader = {.context = context, .name = name, .read = read};
    const char *end = text + size;
    text += size >= 3 && !memcmp(text, MARK, 3) ? 3 : 0;
    bool document = is_document(text, (size_t)(end - text));
    enum dmz_status status = DMZ_OK;
    for (const char *at = text; at < end && !status;) {
        reader.line += reader.feeds + 1;
        reader.feeds = 0;
        const char *stop = row_end(&reader, at, end, document);
        status = read_line(&reader, at, stop, document);
        at = stop + 1;
    }
    if (!status)
        status = check_pieces(&reader);
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
