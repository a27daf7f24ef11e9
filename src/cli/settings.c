/* settings.c: how arguments are read by the tables of commands and options. */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"

static const double DEFAULT_TOLERANCE_M = 1, DEFAULT_BORDER_GAP_M = 5e3, DEFAULT_MIN_AREA_M2 = 1e6;
static const double DEFAULT_MOVED_M = 500;

/* An option as it stands among the arguments. */
struct given {
    const char *argument;            /* where it was found */
    const struct dmz_option *option; /* any row of its name; NULL where there is none */
    const char *value;               /* NULL where it has none */
    bool valued;                     /* a value was attached, or one follows */
};

/* The arguments, sorted into options and operands before the command is known. */
struct reading {
    char **next, **end;
    struct given *given;
    size_t given_count;
    const char **operands;
    size_t operand_count;
};

/* The row of a name or a letter for a set of commands. */
static const struct dmz_option *find(const char *name, size_t length, char letter, unsigned commands) {
    const struct dmz_option *option = NULL;
    while ((option = dmz_option_next(option, commands)))
        if (name ? strlen(option->name) == length && !memcmp(option->name, name, length) : option->letter == letter)
            break;
    return option;
}

/* Enters an option with the value attached to it, or else with the next argument where it takes one. */
static void enter(struct reading *reading, const char *argument, const struct dmz_option *option,
                  const char *attached) {
    struct given given = {argument, option, attached, attached};
    if (option && option->argument && !attached && reading->next < reading->end) {
        given.value = *reading->next++;
        given.valued = true;
    }
    reading->given[reading->given_count++] = given;
}

/* A cluster of short options: flags, the last one with a value perhaps. */
static void sort_letters(struct reading *reading, const char *argument) {
    for (const char *at = argument + 1; *at; at++) {
        const struct dmz_option *option = find(NULL, 0, *at, DMZ_FOR_ALL);
        bool last = !option || option->argument;
        enter(reading, argument, option, last && option && at[1] ? at + 1 : NULL);
        if (last)
            return;
    }
}

static void sort_long(struct reading *reading, const char *argument) {
    size_t length = strcspn(argument + 2, "=");
    const char *attached = argument[2 + length] ? argument + 3 + length : NULL;
    enter(reading, argument, find(argument + 2, length, 0, DMZ_FOR_ALL), attached);
}

static void sort_arguments(struct reading *reading) {
    for (bool options = true; reading->next < reading->end;) {
        const char *argument = *reading->next++;
        if (options && !strcmp(argument, "--"))
            options = false;
        else if (options && !strncmp(argument, "--", 2))
            sort_long(reading, argument);
        else if (options && argument[0] == '-' && argument[1])
            sort_letters(reading, argument);
        else
            reading->operands[reading->operand_count++] = argument;
    }
}

static void choose_command(struct reading *reading, struct dmz_settings *settings) {
    settings->command = reading->operand_count ? dmz_command_find(reading->operands[0]) : NULL;
    size_t named = settings->command ? 1 : 0;
    if (!settings->command)
        settings->command = dmz_commands(NULL);
    settings->operands = reading->operands;
    settings->operand_count = reading->operand_count - named;
    memmove(settings->operands, settings->operands + named, settings->operand_count * sizeof *settings->operands);
}

/* "dmzcalc verify --help", short where the command goes without saying. */
static enum dmz_status refuse(struct dmz_context *context, const struct dmz_command *command) {
    bool is_default = command == dmz_commands(NULL);
    dmz_hint(context, "dmzcalc %s%s--help lists the options", is_default ? "" : command->name, is_default ? "" : " ");
    return DMZ_USAGE;
}

static enum dmz_status refuse_unknown(struct dmz_context *context, const struct dmz_command *command,
                                      const char *argument) {
    size_t length = strcspn(argument, "=");
    const struct dmz_option *option = NULL;
    while (length > 3 && (option = dmz_option_next(option, command->bit)))
        if (!strncmp(option->name, argument + 2, length - 2))
            dmz_hint(context, "options are not abbreviated; did you mean --%s?", option->name);
    refuse(context, command);
    return dmz_fail(context, DMZ_USAGE, "unknown option '%.*s'", (int)length, argument);
}

/* Takes one option as the command means it. */
static enum dmz_status take(struct dmz_context *context, struct dmz_settings *settings, const struct given *given) {
    if (!given->option)
        return refuse_unknown(context, settings->command, given->argument);
    const char *name = given->option->name;
    const struct dmz_option *option = find(name, strlen(name), 0, settings->command->bit);
    if (!option) {
        refuse(context, settings->command);
        return dmz_fail(context, DMZ_USAGE, "%s does not take --%s", settings->command->name, name);
    }
    if (!option->argument && given->valued)
        return dmz_fail(context, DMZ_USAGE, "--%s takes no value", name);
    if (option->argument && !given->valued)
        return dmz_fail(context, DMZ_USAGE, "--%s needs a value: %s", name, option->argument);
    return option->take(context, settings, given->value);
}

/* A cluster of letters holds several options. */
static size_t most_options(int count, char **arguments) {
    size_t most = 1;
    for (int i = 0; i < count; i++)
        most += 1 + strlen(arguments[i]);
    return most;
}

enum dmz_status dmz_settings_read(struct dmz_context *context, int count, char **arguments,
                                  struct dmz_settings *settings) {
    size_t room = (size_t)count + 1;
    struct reading reading = {.next = arguments, .end = arguments + count};
    reading.given = malloc(most_options(count, arguments) * sizeof *reading.given);
    reading.operands = settings->operands = malloc(room * sizeof *settings->operands);
    settings->layers = malloc(room * sizeof *settings->layers);
    settings->arguments = arguments;
    settings->argument_count = (size_t)count;
    settings->tolerance_m = DEFAULT_TOLERANCE_M;
    settings->border_gap_m = DEFAULT_BORDER_GAP_M;
    settings->min_area_m2 = DEFAULT_MIN_AREA_M2;
    settings->moved_m = DEFAULT_MOVED_M;
    settings->precision = -1;
    settings->every_m = 10e3;
    settings->range_m = 5e3;
    enum dmz_status status = DMZ_OK;
    if (!reading.given || !settings->operands || !settings->layers)
        status = dmz_fail_memory(context);
    if (!status) {
        sort_arguments(&reading);
        choose_command(&reading, settings);
    }
    for (size_t i = 0; i < reading.given_count && !status; i++)
        status = take(context, settings, &reading.given[i]);
    free(reading.given);
    return status;
}

void dmz_settings_free(struct dmz_settings *settings) {
    free(settings->layers);
    free(settings->operands);
    *settings = (struct dmz_settings){0};
}
