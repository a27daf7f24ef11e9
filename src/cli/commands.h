/* commands.h: the table of commands, of which help, manual page and completions are made; each reads, calls and
 * writes. */
#ifndef DMZ_CLI_COMMANDS_H
#define DMZ_CLI_COMMANDS_H

#include "cli/options.h"
#include "dmz/buffer.h"

/* One command. Texts of several lines end each with a line feed; NULL where there is nothing to say. */
struct dmz_command {
    const char *name;
    unsigned bit;         /* DMZ_FOR_...: by which the option table speaks of it */
    const char *operands; /* as usage shows them: "LINE ZONES"; "[COMMAND]" is a command's name, "[ID]" a preset's,
                             others are files */
    size_t least, most;   /* operands */
    const char *summary;  /* what it makes, in half a sentence */
    const char *about;    /* the help's first lines */
    const char *notes;    /* what its options have in common */
    const char *examples; /* calls, each indented by two spaces */
    const char *failure;  /* what exit code 4 means; NULL: what it means for zones */

    /* Does it. The operands are without the command's name, and as many as they may be. */
    enum dmz_status (*run)(struct dmz_context *context, const struct dmz_settings *settings);
};

#define DMZ_NOTE_DISTANCES "Distances are a number and a unit: 30km, 2.5km, 500m, 10cm, 18.6mi, 12nmi, 8000ft.\n"

/* The table, in the order of the help; the first one is meant where none is named. `count` may be NULL. */
const struct dmz_command *dmz_commands(size_t *count);

/* NULL where no command is called so. */
const struct dmz_command *dmz_command_find(const char *name);

/* Reads the line that the settings name, makes its zones, writes them, their figures and the table. Errors: those of
 * reading, making and writing; DMZ_USAGE where the settings do not go together. */
enum dmz_status dmz_command_zones(struct dmz_context *context, const struct dmz_settings *settings);

/* The same with every feature of the source as a line of its own, one after another, in the memory of the largest.
 * What fails of one is said at once, the others go on; the worst of it is what is answered. */
enum dmz_status dmz_command_each(struct dmz_context *context, const struct dmz_settings *settings);

/* Writes the limits around the line that the settings name as turning points; or reads such, and writes them as
 * GeoJSON. Errors: those of reading, making and writing; DMZ_USAGE where the settings do not go together. */
enum dmz_status dmz_command_annex(struct dmz_context *context, const struct dmz_settings *settings);
enum dmz_status dmz_command_posts(struct dmz_context *context, const struct dmz_settings *settings);

/* Makes zones around lines at several widths and writes a row of figures for each. What fails of one is in its row;
 * the worst of it is what is answered. Errors: those of reading, making and writing; DMZ_USAGE. */
enum dmz_status dmz_command_compare(struct dmz_context *context, const struct dmz_settings *settings);

/* Finds out what a moved line changes, between two lines or day after day, and writes it. What fails of a day is in
 * its row. Errors: those of reading, making and writing; DMZ_USAGE; DMZ_INPUT where two lines cannot be compared. */
enum dmz_status dmz_command_diff(struct dmz_context *context, const struct dmz_settings *settings);

/* Measures the zones that the settings name against the line, and writes what it found. Errors: those of reading and
 * writing; DMZ_GEOMETRY where the zones are not within the tolerance, after that was written. */
enum dmz_status dmz_command_verify(struct dmz_context *context, const struct dmz_settings *settings);

/* Looks at every sighting that the settings name, writes them with what there is to say of each, their figures and
 * the table. Errors: those of reading, making zones and writing; DMZ_USAGE; with --fail-on-violation DMZ_GEOMETRY
 * where a sighting is forbidden where it is, after everything was written. */
enum dmz_status dmz_command_check(struct dmz_context *context, const struct dmz_settings *settings);

/* Traces the line that lies between the areas that the settings name, writes it, its figures and the table. Errors:
 * those of reading and writing; DMZ_INPUT where there is no line; DMZ_USAGE. */
enum dmz_status dmz_command_trace(struct dmz_context *context, const struct dmz_settings *settings);

/* Prints the presets, or in full the one that the operand names. Errors: DMZ_USAGE where there is none; those of
 * reading and writing. */
enum dmz_status dmz_command_presets(struct dmz_context *context, const struct dmz_settings *settings);

/* Prints the help of the command that the operand names. Errors: DMZ_USAGE where there is none; those of output. */
enum dmz_status dmz_command_help(struct dmz_context *context, const struct dmz_settings *settings);

/* Writes text to standard output: help, versions. Errors: DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_command_say(struct dmz_context *context, const struct dmz_buffer *text);

/* Prints `lead` and `message` to standard error as one line; what could move a terminal's cursor is shown as escapes.
 */
void dmz_command_complain(const char *lead, const char *message);

#endif
