/* options.c: the option table, put together of those of its parts. */
#include "cli/options.h"

#include <string.h>

#include "cli/options/values.h"

static const struct dmz_option_table *const TABLES[] = {&dmz_options_layers,   &dmz_options_line,
                                                        &dmz_options_overlays, &dmz_options_findings,
                                                        &dmz_options_output,   &dmz_options_common};
enum { TABLES_COUNT = sizeof TABLES / sizeof *TABLES };

/* The row after `option`, of whatever command; NULL: the first. */
static const struct dmz_option *next_row(const struct dmz_option *option) {
    if (!option)
        return TABLES[0]->rows;
    for (size_t i = 0; i < TABLES_COUNT; i++)
        if (option == TABLES[i]->rows + TABLES[i]->count - 1)
            return i + 1 < TABLES_COUNT ? TABLES[i + 1]->rows : NULL;
    return option + 1;
}

const struct dmz_option *dmz_option_next(const struct dmz_option *option, unsigned commands) {
    while ((option = next_row(option)) && !(option->commands & commands))
        ;
    return option;
}

/* The heading over an option, of whatever command its group's first row is. Each table begins with one. */
static const char *group_of(const struct dmz_option *option) {
    while (!option->heading)
        option--;
    return option->heading;
}

const char *dmz_option_heading(const struct dmz_option *option, unsigned commands) {
    const struct dmz_option *before = NULL, *at = NULL;
    while ((at = dmz_option_next(at, commands)) != option)
        before = at;
    return before && !strcmp(group_of(before), group_of(option)) ? NULL : group_of(option);
}

bool dmz_option_has_words(const struct dmz_option *option) {
    return option->argument && strchr(option->argument, '|');
}

const char *dmz_option_word(const char *at, size_t *length) {
    at += *at == '|';
    *length = strcspn(at, "|");
    return *length ? at : NULL;
}
