/* values.c: values that several options take. */
#include "cli/options/values.h"

#include "dmz/buffer.h"

enum dmz_status dmz_value_refuse_word(struct dmz_context *context, const char *option, const char *words,
                                      const char *value) {
    struct dmz_buffer accepted = {0};
    size_t length;
    for (const char *word = words; (word = dmz_option_word(word, &length)); word += length) {
        dmz_buffer_text(&accepted, accepted.count ? ", " : "");
        dmz_buffer_add(&accepted, word, length);
    }
    dmz_fail(context, DMZ_USAGE, "--%s: '%s' is none of %s", option, value, accepted.bytes ? accepted.bytes : "");
    dmz_buffer_free(&accepted);
    return DMZ_USAGE;
}

enum dmz_status dmz_value_word(struct dmz_context *context, const char *option, const char *words, const char *value,
                               int *which) {
    int i = 0;
    size_t length;
    for (const char *word = words; (word = dmz_option_word(word, &length)); word += length, i++)
        if (strlen(value) == length && !memcmp(word, value, length)) {
            *which = i;
            return DMZ_OK;
        }
    return dmz_value_refuse_word(context, option, words, value);
}

bool dmz_value_whole(const char *text, const char *end, size_t least, size_t most, size_t *number) {
    enum { DIGITS_MOST = 9 };
    *number = 0;
    if (end == text || end - text > DIGITS_MOST)
        return false;
    for (; text < end; text++) {
        if (*text < '0' || *text > '9')
            return false;
        *number = 10 * *number + (size_t)(*text - '0');
    }
    return *number >= least && *number <= most;
}
