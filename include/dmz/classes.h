/* classes.h: what was sighted, by its kind and calibre, and whether the words of a rule forbid it. */
#ifndef DMZ_CLASSES_H
#define DMZ_CLASSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/context.h"

DMZ_API_BEGIN

/* A kind: "tank"; `of` is the wider one that it belongs to, which comes before it, or DMZ_KIND_NONE. */
#define DMZ_KIND_NONE SIZE_MAX
struct dmz_kind {
    char *id, *title;
    size_t of;
};

/* What a name stands for. */
struct dmz_class {
    size_t kind;       /* DMZ_KIND_NONE: not known */
    double calibre_mm; /* NAN: not said */
};

/* A name of a class, as dmz_class_words has it. */
struct dmz_class_name {
    char *words;
    struct dmz_class is;
};

/* Classes of a kind, or of one within it, with calibres in [least, most]; of any, or none, where that is [0,
 * infinity]. */
struct dmz_class_range {
    size_t kind;
    double least_mm, most_mm;
};

/* What a rule's words forbid, and of what they leave it open. */
struct dmz_class_rule {
    char *forbids;
    struct dmz_class_range *kinds, *unclear;
    size_t kind_count, unclear_count;
};

/* Tables of classes. Zero-initialise; release with dmz_classes_free. */
struct dmz_classes {
    struct dmz_kind *kinds;
    struct dmz_class_name *names;
    struct dmz_class_rule *rules;
    size_t kind_count, name_count, rule_count;
};

/* Reads the built-in tables. `classes` must be zeroed; the caller frees it. Errors: DMZ_MEMORY. */
enum dmz_status dmz_classes_read_built_in(struct dmz_context *context, struct dmz_classes *classes);

/* Adds what `size` bytes of JSON say, after docs/schema/classes.schema.json; a name or a rule that is there already
 * gets its new meaning. `name` stands for the file in messages. Errors: DMZ_INPUT with the place (line:column for
 * syntax, JSON Pointer otherwise); DMZ_MEMORY. */
enum dmz_status dmz_classes_read(struct dmz_context *context, const char *name, const char *text, size_t size,
                                 struct dmz_classes *classes);

/* Appends a name as names are compared: in small letters (of ASCII), with single spaces for spaces and punctuation,
 * but for points within numbers. "T-72_B3 " is "t 72 b3". */
void dmz_class_words(const char *name, struct dmz_buffer *words);

/* Takes a calibre off words, "152 mm" or "152mm" wherever it stands, and returns it in mm; NAN where there is none.
 */
double dmz_class_take_calibre(char *words);

/* The kind of this id; DMZ_KIND_NONE where there is none. */
size_t dmz_classes_kind(const struct dmz_classes *classes, const char *id);

/* Whether a rule forbids something; UNCLEAR: its words do not tell, or what is known of the class does not. */
enum dmz_ruling { DMZ_RULING_NO, DMZ_RULING_UNCLEAR, DMZ_RULING_YES };

/* What the rule with these words says of a class; UNCLEAR where the tables do not have the words. Of a class whose
 * calibre matters and is not said, or of a kind that is wider than the rule's, it is UNCLEAR, too. Pure. */
enum dmz_ruling dmz_classes_rule(const struct dmz_classes *classes, const char *forbids, struct dmz_class of);

/* Whether the tables have the words. */
bool dmz_classes_has_rule(const struct dmz_classes *classes, const char *forbids);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_classes_free(struct dmz_classes *classes);

DMZ_API_END

#endif
