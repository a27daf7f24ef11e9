/* json_tree.h: JSON values as a list of nodes that is made token by token and used again for the next value: no
 * memory is taken or given back for each, and positions take no nodes. */
#ifndef DMZ_IO_JSON_TREE_H
#define DMZ_IO_JSON_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/buffer.h"
#include "dmz/geodesy.h"
#include "io/json_check.h"

enum dmz_json_kind {
    DMZ_JSON_NULL,
    DMZ_JSON_FALSE,
    DMZ_JSON_TRUE,
    DMZ_JSON_NUMBER,
    DMZ_JSON_STRING,
    DMZ_JSON_ARRAY,
    DMZ_JSON_OBJECT,
    DMZ_JSON_RUN /* so many arrays beside each other that each begin with two numbers: positions, as a rule */
};

/* A value. Those in it follow it in the list. */
struct dmz_json {
    enum dmz_json_kind kind;
    size_t span;          /* nodes, this one included */
    size_t name;          /* of a member: where in the tree's texts */
    size_t text;          /* of a string: the same */
    double number;        /* of a number */
    size_t first, count;  /* of a run: its positions, in the tree's list */
    size_t longer;        /* and how many of them have more than three elements */
    size_t start, length; /* its JSON: bytes, from where the caller counts */
};

/* Zero-initialise; release with dmz_json_tree_free. */
struct dmz_json_tree {
    struct dmz_json *nodes;
    size_t count, room;
    struct dmz_position *positions;
    size_t position_count, position_room;
    struct dmz_buffer texts; /* names and strings without their escapes, each ended by a NUL */
    size_t name;             /* of the member whose value is awaited */
    size_t depth;
    size_t open[DMZ_JSON_LEVELS_MOST]; /* nodes of the arrays and objects that have not ended */
};

/* How far a tree had grown. */
struct dmz_json_mark {
    size_t count, position_count, texts;
};

/* Adds the token in `bytes`, which dmz_json_token has passed while it awaited `awaited`; it is at byte `start` of
 * what the caller counts. The byte after it must be there and go on with no number. False where memory runs out. */
bool dmz_json_tree_add(struct dmz_json_tree *tree, enum dmz_json_awaited awaited, const char *bytes, size_t length,
                       size_t start);

/* Adds positions in the array that is open, from `at` on, as long as they are plain: "[30.5,-48]", a comma, the next
 * one, whole before `end`. Returns the byte after the last of them, `at` where there is none. What is not plain,
 * which is rare, goes token by token, with the same result; positions are most of all tokens. *failed: memory ran
 * out. */
const char *dmz_json_tree_add_positions(struct dmz_json_tree *tree, const char *at, const char *end, bool *failed);

/* Where the tree is, and back to there: what was added since is forgotten. */
struct dmz_json_mark dmz_json_tree_mark(const struct dmz_json_tree *tree);
void dmz_json_tree_cut(struct dmz_json_tree *tree, struct dmz_json_mark mark);

/* A name or string by its place. Borrowed until something is added. */
const char *dmz_json_words(const struct dmz_json_tree *tree, size_t place);

/* The values in an array or object: the first one, and the one after `item`; NULL where there is none. */
const struct dmz_json *dmz_json_first(const struct dmz_json *node);
const struct dmz_json *dmz_json_next(const struct dmz_json *node, const struct dmz_json *item);

/* The first member of this name; NULL where `object` has none or is none. */
const struct dmz_json *dmz_json_member(const struct dmz_json_tree *tree, const struct dmz_json *object,
                                       const char *name);

/* The text of a string; NULL of anything else, and of NULL. */
const char *dmz_json_string(const struct dmz_json_tree *tree, const struct dmz_json *node);

/* Appends `length` bytes of JSON that was checked, without the blanks between its tokens: on one line. */
void dmz_json_compact(struct dmz_buffer *text, const char *json, size_t length);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_json_tree_free(struct dmz_json_tree *tree);

#endif
