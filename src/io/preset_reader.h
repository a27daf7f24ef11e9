/* preset_reader.h: what the parts of the reader of presets share: where they are, and how they say so. */
#ifndef DMZ_IO_PRESET_READER_H
#define DMZ_IO_PRESET_READER_H

#include <cjson/cJSON.h>

#include "dmz/preset.h"

enum { DMZ_PRESET_PATH_SIZE = 256, DMZ_PRESET_TEXT_MOST = 400 };

/* The state of one reading. */
struct dmz_preset_reader {
    struct dmz_context *context;
    const char *name;
    const char *what;                /* it is: "a preset" */
    char path[DMZ_PRESET_PATH_SIZE]; /* JSON Pointer to the value at hand */
};

/* Refuses what is not one JSON text and nothing after it. Errors: DMZ_INPUT, with line and column. */
struct dmz_text;
enum dmz_status dmz_preset_check_json(struct dmz_context *context, const struct dmz_text *text);

/* Fails with DMZ_INPUT, `NAME: [PATH: ]message`; `member`, where not NULL, is appended to the path. */
enum dmz_status dmz_preset_fail(struct dmz_preset_reader *reader, const char *member, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Refuses members of `object` that are not among `known`, ended by NULL, and such as are there twice. */
enum dmz_status dmz_preset_members(struct dmz_preset_reader *reader, const cJSON *object, const char *const *known);

/* Finds a member; fails where it is not there and `required`. */
enum dmz_status dmz_preset_member(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                  bool required, const cJSON **found);

/* Read a text of one line, a list of such, a truth value, a word out of `words` as its number. What may be missing
 * stays as it was. */
enum dmz_status dmz_preset_text(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                bool required, char **text);
enum dmz_status dmz_preset_texts_of(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                    bool required, struct dmz_texts *texts);
enum dmz_status dmz_preset_truth(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                 bool *truth);
enum dmz_status dmz_preset_word(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                const char *const *words, int *which);

/* Reads the layers of the preset, and what each must be by itself. */
enum dmz_status dmz_preset_read_layers(struct dmz_preset_reader *reader, const cJSON *root,
                                       struct dmz_preset *preset);

/* Refuses what does not go together: reaches that shrink, sides that differ and have no names, a mark that
 * contradicts those of the layers. */
enum dmz_status dmz_preset_check(struct dmz_preset_reader *reader, const struct dmz_preset *preset);

extern const char *const dmz_preset_status_words[];
extern const char *const dmz_preset_rule_words[];

#endif
