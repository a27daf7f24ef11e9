/* tables.c: the tables, as manual page and completions look at them. */
#include <string.h>

#include "io/preset_texts.h"
#include "manual.h"

bool manual_is_first(const struct dmz_option *option) {
    const struct dmz_option *other = NULL;
    while ((other = dmz_option_next(other, DMZ_FOR_ALL)) != option)
        if (!strcmp(other->name, option->name))
            return false;
    return true;
}

void manual_add_valued(struct dmz_buffer *text, const char *between, bool letters) {
    const struct dmz_option *option = NULL;
    const char *before = "";
    while ((option = dmz_option_next(option, DMZ_FOR_ALL))) {
        if (!option->argument || !manual_is_first(option))
            continue;
        dmz_buffer_format(text, "%s--%s", before, option->name);
        if (letters && option->letter)
            dmz_buffer_format(text, "%s-%c", between, option->letter);
        before = between;
    }
}

bool manual_takes_file(const struct dmz_option *option) {
    return option->argument && (!strcmp(option->argument, "FILE") || !strcmp(option->argument, "DIR"));
}

static bool takes_preset(const struct dmz_option *option) {
    return option->argument && !strcmp(option->argument, "ID");
}

bool manual_has_words(const struct dmz_option *option) {
    return takes_preset(option) || (option->argument && dmz_option_has_words(option));
}

bool manual_takes_presets(const struct dmz_command *command) {
    return strstr(command->operands, "ID");
}

void manual_add_presets(struct dmz_buffer *text) {
    for (size_t i = 0; i < dmz_preset_text_count; i++) {
        const char *name = dmz_preset_texts[i].name; /* ID.json */
        dmz_buffer_format(text, i ? " %.*s" : "%.*s", (int)strcspn(name, "."), name);
    }
}

bool manual_takes_commands(const struct dmz_command *command) {
    return strstr(command->operands, "COMMAND");
}

void manual_add_commands(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    for (size_t i = 0; i < count; i++)
        dmz_buffer_format(text, i ? " %s" : "%s", commands[i].name);
}

void manual_add_words(struct dmz_buffer *text, const struct dmz_option *option) {
    size_t length;
    if (takes_preset(option)) {
        manual_add_presets(text);
        return;
    }
    for (const char *word = option->argument; (word = dmz_option_word(word, &length)); word += length)
        dmz_buffer_format(text, word == option->argument ? "%.*s" : " %.*s", (int)length, word);
}

/* Where the first aside of a sentence begins. */
static size_t gist_length(const char *help) {
    static const char *const ASIDES[] = {" (", "\n(", ";", ": "};
    size_t length = strlen(help);
    for (size_t i = 0; i < sizeof ASIDES / sizeof *ASIDES; i++) {
        const char *aside = strstr(help, ASIDES[i]);
        if (aside && (size_t)(aside - help) < length)
            length = (size_t)(aside - help);
    }
    return length;
}

void manual_add_gist(struct dmz_buffer *text, const struct dmz_option *option, const char *special,
                     const char *quote) {
    size_t length = gist_length(option->help);
    for (const char *at = option->help; at < option->help + length; at++) {
        if (strchr(special, *at))
            dmz_buffer_text(text, "\\");
        if (*at == '\'')
            dmz_buffer_text(text, quote);
        else
            dmz_buffer_add(text, *at == '\n' ? " " : at, 1);
    }
}
