/* help.c: what the program says of itself, made of the tables of commands and options. */
#include "cli/help.h"

#include <stdio.h>
#include <string.h>

#include "dmz/geojson.h"
#include "dmz/plane.h"

enum { HELP_COLUMN = 24, SUMMARY_COLUMN = 12 };

/* "  -o, --output FILE" and its help from HELP_COLUMN on. */
static void add_option(struct dmz_buffer *text, const struct dmz_option *option) {
    size_t start = text->count;
    if (option->letter)
        dmz_buffer_format(text, "  -%c, --%s", option->letter, option->name);
    else
        dmz_buffer_format(text, "      --%s", option->name);
    if (option->argument)
        dmz_buffer_format(text, " %s", option->argument);
    size_t used = text->count - start;
    if (used + 1 >= HELP_COLUMN) {
        dmz_buffer_text(text, "\n");
        used = 0;
    }
    dmz_buffer_format(text, "%*s", (int)(HELP_COLUMN - used), "");
    for (const char *line = option->help; *line;) {
        size_t length = strcspn(line, "\n");
        dmz_buffer_add(text, line, length);
        line += length + (line[length] == '\n');
        if (*line)
            dmz_buffer_format(text, "\n%*s", HELP_COLUMN, "");
    }
    dmz_buffer_text(text, "\n");
}

static void add_options(struct dmz_buffer *text, const struct dmz_command *command) {
    const struct dmz_option *option = NULL;
    while ((option = dmz_option_next(option, command->bit))) {
        const char *heading = dmz_option_heading(option, command->bit);
        if (heading)
            dmz_buffer_format(text, "\n%s\n", heading);
        add_option(text, option);
    }
}

static void add_commands(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    dmz_buffer_text(text, "\nCommands\n");
    for (size_t i = 0; i < count; i++)
        dmz_buffer_format(text, "  %-*s%s%s\n", SUMMARY_COLUMN - 2, commands[i].name, commands[i].summary,
                          i ? "" : " (the default; its help is this one)");
}

void dmz_help_call(struct dmz_buffer *text, const struct dmz_command *command) {
    bool is_default = command == dmz_commands(NULL);
    dmz_buffer_format(text, is_default ? "dmzcalc [%s] [options] %s" : "dmzcalc %s [options] %s", command->name,
                      command->operands);
}

void dmz_help_names(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    for (size_t i = 0; i < count; i++)
        dmz_buffer_format(text, i ? ", %s" : "%s", commands[i].name);
}

void dmz_help_full(struct dmz_buffer *text, const struct dmz_command *command) {
    dmz_buffer_text(text, "usage: ");
    dmz_help_call(text, command);
    dmz_buffer_format(text, "\n%s", command->about);
    if (command == dmz_commands(NULL))
        add_commands(text);
    add_options(text, command);
    if (command->notes)
        dmz_buffer_format(text, "\n%s", command->notes);
    if (command->examples)
        dmz_buffer_format(text, "\nExamples\n%s", command->examples);
    dmz_buffer_format(text,
                      "\nExit codes\n"
                      "  0 done   1 a defect in dmzcalc   2 usage   3 input unreadable or invalid\n"
                      "  4 %s   5 output could not be written\n"
                      "  6 out of memory\n",
                      command->failure ? command->failure : "geometry cannot be computed to the tolerance");
}

static void write_short(struct dmz_buffer *text, const struct dmz_command *command) {
    bool is_default = command == dmz_commands(NULL);
    dmz_buffer_text(text, "usage: ");
    dmz_help_call(text, command);
    dmz_buffer_format(text, "\n       dmzcalc %s%s--help\n", is_default ? "" : command->name, is_default ? "" : " ");
}

enum dmz_status dmz_help_refuse(struct dmz_context *context, const struct dmz_command *command, const char *message) {
    struct dmz_buffer usage = {0};
    write_short(&usage, command);
    fputs(usage.bytes ? usage.bytes : "", stderr);
    dmz_buffer_free(&usage);
    return dmz_fail(context, DMZ_USAGE, "%s", message);
}

void dmz_help_versions(struct dmz_buffer *text) {
    char proj[16];
    dmz_buffer_format(text, "dmzcalc %s\nGEOS %s\nPROJ %s\ncJSON %s\n", DMZ_VERSION, dmz_context_geos_version(),
                      dmz_plane_library_version(proj, sizeof proj), dmz_geojson_library_version());
}
