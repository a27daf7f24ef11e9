/* manual.h: manual page and completions, made of the tables of commands and options. */
#ifndef MANUAL_H
#define MANUAL_H

#include "cli/commands.h"
#include "dmz/buffer.h"

/* Append the manual page, of which `template` (docs/dmzcalc.1.in) is all but the lines @...@; the completions. */
void manual_page(struct dmz_buffer *text, const struct dmz_buffer *template);
void manual_bash(struct dmz_buffer *text);
void manual_zsh(struct dmz_buffer *text);
void manual_fish(struct dmz_buffer *text);

/* Whether no row before this one has its name. */
bool manual_is_first(const struct dmz_option *option);

/* Appends the names of all options that a value follows, whatever the command, with `between` between them; of a name
 * all rows take a value, or none does. With letters: also their short forms. */
void manual_add_valued(struct dmz_buffer *text, const char *between, bool letters);

/* Whether the value is a file's name; whether the operands are names of commands. */
bool manual_takes_file(const struct dmz_option *option);
bool manual_takes_commands(const struct dmz_command *command);

/* Whether the value is one of a list that is known: words, the built-in presets; whether operands are presets. */
bool manual_has_words(const struct dmz_option *option);
bool manual_takes_presets(const struct dmz_command *command);

/* Appends the ids of the built-in presets, with spaces between. */
void manual_add_presets(struct dmz_buffer *text);

/* Append: the names of all commands, with spaces between; the words of an option's value likewise. */
void manual_add_commands(struct dmz_buffer *text);
void manual_add_words(struct dmz_buffer *text, const struct dmz_option *option);

/* Appends what a list of completions says of an option: its help up to the first aside, in one line. A backslash goes
 * before each of the characters `special`; `quote` stands for a single quote. */
void manual_add_gist(struct dmz_buffer *text, const struct dmz_option *option, const char *special,
                     const char *quote);

#endif
