/* json_tree.c: JSON values as a list of nodes that is made token by token. */
#include "io/json_tree.h"

#include <stdlib.h>
#include <string.h>

#include "io/decimal.h"

/* What follows reads tokens that were checked. */

/* Makes room for one more element in an array that is used again and again. */
static void *grow(void *array, size_t count, size_t *room, size_t size) {
    if (count < *room)
        return array;
    size_t more = *room ? 2 * *room : 64;
    void *grown = realloc(array, more * size);
    if (grown)
        *room = more;
    return grown;
}

static struct dmz_json *append(struct dmz_json_tree *tree, enum dmz_json_kind kind, size_t start, size_t length) {
    struct dmz_json *nodes = grow(tree->nodes, tree->count, &tree->room, sizeof *nodes);
    if (!nodes)
        return NULL;
    tree->nodes = nodes;
    struct dmz_json *node = &nodes[tree->count++];
    *node = (struct dmz_json){.kind = kind, .span = 1, .name = tree->name, .start = start, .length = length};
    return node;
}

static unsigned hex(const char *digits) {
    unsigned unit = 0;
    for (int i = 0; i < 4; i++) {
        char c = digits[i];
        unit = 16 * unit + (unsigned)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return unit;
}

static void add_code_point(struct dmz_buffer *texts, unsigned code) {
    char c[4] = {(char)code};
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length; length > 1 && i-- > 1; code >>= 6)
        c[i] = (char)(0x80 | (code & 0x3f));
    if (length > 1)
        c[0] = (char)((0xf00 >> length & 0xff) | code);
    dmz_buffer_add(texts, c, length);
}

/* Adds what the escape at `at` stands for, and returns the byte after it. */
static const char *add_escape(struct dmz_buffer *texts, const char *at) {
    static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
    const char *letter = strchr(letters, at[1]);
    if (at[1] != 'u') {
        dmz_buffer_add(texts, letter ? &meanings[letter - letters] : at + 1, 1);
        return at + 2;
    }
    unsigned unit = hex(at + 2);
    bool is_pair = unit >= 0xd800 && unit < 0xdc00;
    add_code_point(texts, is_pair ? 0x10000 + ((unit - 0xd800) << 10) + (hex(at + 8) - 0xdc00) : unit);
    return at + (is_pair ? 12 : 6);
}

/* Adds a string, of which the quotes are part, without its escapes. Returns its place. */
static size_t add_text(struct dmz_json_tree *tree, const char *bytes, size_t length) {
    size_t place = tree->texts.count;
    const char *at = bytes + 1, *end = bytes + length - 1;
    while (at < end) {
        const char *escape = memchr(at, '\\', (size_t)(end - at)), *stop = escape ? escape : end;
        dmz_buffer_add(&tree->texts, at, (size_t)(stop - at));
        at = escape ? add_escape(&tree->texts, escape) : end;
    }
    dmz_buffer_add(&tree->texts, "", 1);
    return place;
}

static bool open_level(struct dmz_json_tree *tree, enum dmz_json_kind kind, size_t start) {
    if (!append(tree, kind, start, 0))
        return false;
    tree->open[tree->depth++] = tree->count - 1;
    return true;
}

static bool add_position(struct dmz_json_tree *tree, struct dmz_position position) {
    struct dmz_position *positions =
        grow(tree->positions, tree->position_count, &tree->position_room, sizeof *positions);
    if (!positions)
        return false;
    tree->positions = positions;
    positions[tree->position_count++] = position;
    return true;
}

/* Whether an array begins with two numbers. What comes after them says nothing of a position. */
static bool is_position(const struct dmz_json *array) {
    return array->kind == DMZ_JSON_ARRAY && array->span > 2 && array[1].kind == DMZ_JSON_NUMBER &&
           array[2].kind == DMZ_JSON_NUMBER;
}

/* Makes of an array that is a position a run of one, or lengthens the run before it by one. */
static bool fold(struct dmz_json_tree *tree, size_t index) {
    struct dmz_json *array = &tree->nodes[index], *before = array - 1;
    size_t elements = 0;
    for (const struct dmz_json *item = dmz_json_first(array); item; item = dmz_json_next(array, item))
        elements++;
    if (!add_position(tree, (struct dmz_position){array[1].number, array[2].number}))
        return false;
    bool goes_on = tree->depth && tree->open[tree->depth - 1] + 1 < index && before->kind == DMZ_JSON_RUN &&
                   tree->nodes[tree->open[tree->depth - 1]].kind == DMZ_JSON_ARRAY;
    struct dmz_json *run = goes_on ? before : array;
    if (!goes_on) {
        run->kind = DMZ_JSON_RUN;
        run->first = tree->position_count - 1;
        run->span = 1;
    }
    run->count++;
    run->longer += elements > 3;
    run->length = array->start + array->length - run->start;
    tree->count = goes_on ? index : index + 1;
    return true;
}

static bool close_level(struct dmz_json_tree *tree, size_t end) {
    size_t index = tree->open[--tree->depth];
    struct dmz_json *node = &tree->nodes[index];
    node->span = tree->count - index;
    node->length = end - node->start;
    return !is_position(node) || fold(tree, index);
}

static bool add_number(struct dmz_json_tree *tree, const char *bytes, size_t length, size_t start) {
    struct dmz_json *node = append(tree, DMZ_JSON_NUMBER, start, length);
    if (node)
        node->number = dmz_decimal_read(&bytes);
    return node;
}

static bool add_string(struct dmz_json_tree *tree, enum dmz_json_awaited awaited, const char *bytes, size_t length,
                       size_t start) {
    size_t place = add_text(tree, bytes, length);
    if (tree->texts.failed)
        return false;
    if (awaited == DMZ_JSON_NAME || awaited == DMZ_JSON_FIRST_NAME) {
        tree->name = place;
        return true;
    }
    struct dmz_json *node = append(tree, DMZ_JSON_STRING, start, length);
    if (node)
        node->text = place;
    return node;
}

bool dmz_json_tree_add(struct dmz_json_tree *tree, enum dmz_json_awaited awaited, const char *bytes, size_t length,
                       size_t start) {
    switch (bytes[0]) {
    case '{':
        return open_level(tree, DMZ_JSON_OBJECT, start);
    case '[':
        return open_level(tree, DMZ_JSON_ARRAY, start);
    case '}':
    case ']':
        return close_level(tree, start + length);
    case ':':
    case ',':
        return true;
    case '"':
        return add_string(tree, awaited, bytes, length, start);
    case 't':
        return append(tree, DMZ_JSON_TRUE, start, length);
    case 'f':
        return append(tree, DMZ_JSON_FALSE, start, length);
    case 'n':
        return append(tree, DMZ_JSON_NULL, start, length);
    default:
        return add_number(tree, bytes, length, start);
    }
}

/* A number that is short enough to be a double by one division, without an exponent. NULL where it is none. */
static const char *read_plain(const char *at, double *number) {
    enum { BYTES_MOST = 20 };
    const char *digits = at + (*at == '-'), *c = digits;
    while (*c >= '0' && *c <= '9')
        c++;
    if (c == digits || (*digits == '0' && c > digits + 1))
        return NULL;
    if (*c == '.') {
        const char *point = c++;
        while (*c >= '0' && *c <= '9')
            c++;
        if (c == point + 1)
            return NULL;
    }
    if ((*c != ',' && *c != ']') || c - at > BYTES_MOST)
        return NULL;
    *number = dmz_decimal_read(&at);
    return c;
}

static const char *read_position(const char *at, struct dmz_position *position) {
    at = *at == '[' ? read_plain(at + 1, &position->lon_deg) : NULL;
    at = at && *at == ',' ? read_plain(at + 1, &position->lat_deg) : NULL;
    return at && *at == ']' ? at + 1 : NULL;
}

/* The run at the end of the array that is open; a new one, of no positions, where there is none. */
static struct dmz_json *open_run(struct dmz_json_tree *tree) {
    struct dmz_json *last = &tree->nodes[tree->count - 1];
    if (tree->count - 1 > tree->open[tree->depth - 1] && last->kind == DMZ_JSON_RUN)
        return last;
    struct dmz_json *run = append(tree, DMZ_JSON_RUN, 0, 0);
    if (run)
        run->first = tree->position_count;
    return run;
}

const char *dmz_json_tree_add_positions(struct dmz_json_tree *tree, const char *at, const char *end, bool *failed) {
    enum { BYTES_MOST = 64 }; /* of a plain one, and what follows it */
    struct dmz_position position;
    const char *next = end - at > BYTES_MOST ? read_position(at, &position) : NULL;
    struct dmz_json *run = next ? open_run(tree) : NULL;
    *failed = next && !run;
    while (run && next) {
        if (!add_position(tree, position)) {
            *failed = true;
            return at;
        }
        run->count++;
        at = next;
        next = *at == ',' && end - at > BYTES_MOST ? read_position(at + 1, &position) : NULL;
    }
    return at;
}

struct dmz_json_mark dmz_json_tree_mark(const struct dmz_json_tree *tree) {
    return (struct dmz_json_mark){tree->count, tree->position_count, tree->texts.count};
}

void dmz_json_tree_cut(struct dmz_json_tree *tree, struct dmz_json_mark mark) {
    tree->count = mark.count;
    tree->position_count = mark.position_count;
    tree->texts.count = mark.texts;
}

const char *dmz_json_words(const struct dmz_json_tree *tree, size_t place) {
    return tree->texts.bytes + place;
}

const struct dmz_json *dmz_json_first(const struct dmz_json *node) {
    bool has_items = (node->kind == DMZ_JSON_ARRAY || node->kind == DMZ_JSON_OBJECT) && node->span > 1;
    return has_items ? node + 1 : NULL;
}

const struct dmz_json *dmz_json_next(const struct dmz_json *node, const struct dmz_json *item) {
    return item + item->span < node + node->span ? item + item->span : NULL;
}

const struct dmz_json *dmz_json_member(const struct dmz_json_tree *tree, const struct dmz_json *object,
                                       const char *name) {
    if (!object || object->kind != DMZ_JSON_OBJECT)
        return NULL;
    const struct dmz_json *member = dmz_json_first(object);
    while (member && strcmp(dmz_json_words(tree, member->name), name) != 0)
        member = dmz_json_next(object, member);
    return member;
}

const char *dmz_json_string(const struct dmz_json_tree *tree, const struct dmz_json *node) {
    return node && node->kind == DMZ_JSON_STRING ? dmz_json_words(tree, node->text) : NULL;
}

/* The byte after the string at `at`. */
static const char *end_of_string(const char *at) {
    for (at++; *at != '"'; at++)
        at += *at == '\\';
    return at + 1;
}

void dmz_json_compact(struct dmz_buffer *text, const char *json, size_t length) {
    for (const char *at = json, *next; at < json + length; at = next) {
        bool is_blank = *at == ' ' || *at == '\n' || *at == '\r' || *at == '\t';
        next = *at == '"' ? end_of_string(at) : at + 1;
        if (!is_blank)
            dmz_buffer_add(text, at, (size_t)(next - at));
    }
}

void dmz_json_tree_free(struct dmz_json_tree *tree) {
    free(tree->nodes);
    free(tree->positions);
    dmz_buffer_free(&tree->texts);
    *tree = (struct dmz_json_tree){0};
}
