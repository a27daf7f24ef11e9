/* geojson_fold.c: lists of positions taken out of GeoJSON text before it is parsed: the parser would make three nodes
 * of each, ten times the memory of the text. */
#include "io/geojson_fold.h"

#include <stdbool.h>
#include <stdlib.h>

#include "core/grow.h"
#include "io/decimal.h"
#include "io/geojson_reader.h"

/* Begins the string that says which list was here. It is no UTF-8, so no string of a checked text does. */
#define MARK '\xff'

/* What follows reads a text that was checked: it is JSON, and no end need be looked for. */

static const char *skip_blanks(const char *at) {
    while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')
        at++;
    return at;
}

static const char *skip_string(const char *at) {
    for (at++; *at != '"'; at++)
        at += *at == '\\';
    return at + 1;
}

/* Reads the array of numbers at `at`, which is a '['. Returns the byte after it, NULL where it is no position. */
static const char *read_position(const char *at, struct dmz_position *position, size_t *elements) {
    double numbers[2] = {0};
    size_t count = 0;
    do {
        at = skip_blanks(at + 1);
        if (*at != '-' && (*at < '0' || *at > '9'))
            return NULL;
        double number = dmz_decimal_read(&at);
        if (count < 2)
            numbers[count] = number;
        count++;
        at = skip_blanks(at);
    } while (*at == ',');
    *position = (struct dmz_position){numbers[0], numbers[1]};
    *elements = count;
    return count < 2 ? NULL : at + 1;
}

static bool append(struct dmz_geojson_list *list, struct dmz_position position) {
    struct dmz_position *positions = dmz_grow(list->positions, list->count, sizeof position);
    if (!positions)
        return false;
    list->positions = positions;
    positions[list->count++] = position;
    return true;
}

/* An array of positions in the text. */
struct array {
    const char *start, *first_end, *end; /* the first position's end, and its own */
    struct dmz_geojson_list list;
    bool failed; /* memory ran out */
};

/* Reads the array at array->start into its list; false where it is none to take out, or memory runs out. */
static bool read_array(struct array *array) {
    const char *at = array->start;
    struct dmz_geojson_list *list = &array->list;
    do {
        struct dmz_position position;
        size_t elements;
        at = skip_blanks(at + 1);
        at = *at == '[' ? read_position(at, &position, &elements) : NULL;
        if (!at)
            return false;
        if (!append(list, position))
            return !(array->failed = true);
        if (list->count == 1)
            array->first_end = at;
        list->long_positions += elements > 3;
        at = skip_blanks(at);
    } while (*at == ',');
    array->end = at + 1;
    return list->count > 1; /* with its mark, an array of one would be one of two */
}

/* Gives back what the list grew beyond its positions. */
static void trim(struct dmz_geojson_list *list) {
    struct dmz_position *positions = realloc(list->positions, list->count * sizeof *positions);
    if (positions)
        list->positions = positions;
}

static bool add_list(struct dmz_geojson_fold *fold, struct dmz_geojson_list *list) {
    struct dmz_geojson_list *lists = dmz_grow(fold->lists, fold->count, sizeof *lists);
    if (!lists)
        return false;
    trim(list);
    fold->lists = lists;
    lists[fold->count++] = *list;
    *list = (struct dmz_geojson_list){0};
    return true;
}

/* Takes the array at `*at` out of the text, or steps into it. What was copied before ends at `*copied`. False where
 * memory runs out. */
static bool fold_array(struct dmz_geojson_fold *fold, const char **copied, const char **at) {
    struct array array = {.start = *at};
    if (!read_array(&array)) {
        free(array.list.positions);
        ++*at;
        return !array.failed;
    }
    if (!add_list(fold, &array.list)) {
        free(array.list.positions);
        return false;
    }
    dmz_buffer_add(&fold->text, *copied, (size_t)(array.first_end - *copied));
    dmz_buffer_format(&fold->text, ",\"%c%zu\"]", MARK, fold->count - 1);
    *copied = *at = array.end;
    return true;
}

enum dmz_status dmz_geojson_fold_build(struct dmz_context *context, const char *bytes, size_t size,
                                       struct dmz_geojson_fold *fold) {
    const char *at = bytes, *copied = bytes, *end = bytes + size;
    bool room = true;
    while (at < end && room) {
        if (*at == '"')
            at = skip_string(at);
        else if (*at == '[')
            room = fold_array(fold, &copied, &at);
        else
            at++;
    }
    if (room)
        dmz_buffer_add(&fold->text, copied, (size_t)(end - copied));
    if (room && !fold->text.failed)
        return DMZ_OK;
    dmz_geojson_fold_free(fold);
    return dmz_fail_memory(context);
}

struct dmz_geojson_list *dmz_geojson_fold_find(struct dmz_geojson_fold *fold, const struct cJSON *array) {
    const char *mark = array->child ? cJSON_GetStringValue(array->child->next) : NULL;
    return mark && mark[0] == MARK ? &fold->lists[strtoul(mark + 1, NULL, 10)] : NULL;
}

void dmz_geojson_fold_free(struct dmz_geojson_fold *fold) {
    for (size_t i = 0; i < fold->count; i++)
        free(fold->lists[i].positions);
    free(fold->lists);
    dmz_buffer_free(&fold->text);
    *fold = (struct dmz_geojson_fold){0};
}
