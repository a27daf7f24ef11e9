/* values.h: what tables of options are made of, and how values that several of them take are read. */
#ifndef DMZ_CLI_OPTIONS_VALUES_H
#define DMZ_CLI_OPTIONS_VALUES_H

#include <string.h>

#include "cli/options.h"

/* Some rows of the option table. The first one has a heading. */
struct dmz_option_table {
    const struct dmz_option *rows;
    size_t count;
};

/* In the order of the help. */
extern const struct dmz_option_table dmz_options_layers, dmz_options_line, dmz_options_overlays, dmz_options_findings,
    dmz_options_output, dmz_options_common;

/* TAKE(name) begins take_name, which enters an option's value into the settings. The others are all of it: the value
 * as it stands, a flag, which of a set of words it is. */
#define TAKE(name)                                                                                                   \
    static enum dmz_status take_##name(struct dmz_context *context, struct dmz_settings *settings, const char *value)
#define TAKE_TEXT(name, field)                                                                                       \
    TAKE(name) {                                                                                                     \
        (void)context;                                                                                               \
        settings->field = value;                                                                                     \
        return DMZ_OK;                                                                                               \
    }
#define TAKE_FLAG(name, field)                                                                                       \
    TAKE(name) {                                                                                                     \
        (void)context;                                                                                               \
        (void)value;                                                                                                 \
        settings->field = true;                                                                                      \
        return DMZ_OK;                                                                                               \
    }
#define TAKE_WORD(name, option, words, field, type)                                                                  \
    TAKE(name) {                                                                                                     \
        int which = 0;                                                                                               \
        enum dmz_status status = dmz_value_word(context, option, words, value, &which);                              \
        settings->field = (enum type)which;                                                                          \
        return status;                                                                                               \
    }

/* Finds which of the words of "round|flat" `value` is, from 0: the order of the enum that they stand for. Errors:
 * DMZ_USAGE where it is none of them. */
enum dmz_status dmz_value_word(struct dmz_context *context, const char *option, const char *words, const char *value,
                               int *which);

/* Fails with DMZ_USAGE: the value is none of these words. */
enum dmz_status dmz_value_refuse_word(struct dmz_context *context, const char *option, const char *words,
                                      const char *value);

/* Reads a number of nothing but digits, at most 9, from `text` to before `end`. False where it is none, or not from
 * `least` to `most`. */
bool dmz_value_whole(const char *text, const char *end, size_t least, size_t most, size_t *number);

#endif
