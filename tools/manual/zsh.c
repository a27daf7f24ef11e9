/* zsh.c: completion in zsh, by its own _arguments. */
#include "manual.h"

/* The command is the first word before the cursor that names one and is no option's value. */
static const char FIND_COMMAND[] = "    local word value= command=\n"
                                   "    for word in ${words[2,CURRENT-1]}; do\n"
                                   "        if [[ -n $value ]]; then\n"
                                   "            value=\n"
                                   "        elif (( ${valued[(Ie)$word]} )); then\n"
                                   "            value=1\n"
                                   "        elif (( ${commands[(I)$word:*]} )); then\n"
                                   "            command=$word\n"
                                   "            break\n"
                                   "        fi\n"
                                   "    done\n";

static void add_tables(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    dmz_buffer_text(text, "    local -a commands=(\n");
    for (size_t i = 0; i < count; i++)
        dmz_buffer_format(text, "        '%s:%s'\n", commands[i].name, commands[i].summary);
    dmz_buffer_text(text, "    )\n    local -a presets=(");
    manual_add_presets(text);
    dmz_buffer_text(text, ")\n    local -a valued=(");
    manual_add_valued(text, " ", true);
    dmz_buffer_text(text, ")\n");
}

/* "[what it is]:FILE:_files", without its quotes; a message alone where nothing can be offered. */
static void add_explanation(struct dmz_buffer *text, const struct dmz_option *option) {
    dmz_buffer_text(text, "[");
    manual_add_gist(text, option, "[]\\:", "'\\''");
    dmz_buffer_text(text, "]");
    if (!option->argument)
        return;
    if (manual_has_words(option)) {
        dmz_buffer_format(text, ":%s:(", option->name);
        manual_add_words(text, option);
        dmz_buffer_text(text, ")");
    } else
        dmz_buffer_format(text, ":%s:%s", option->argument, manual_takes_file(option) ? "_files" : " ");
}

/* Options with a value may be given again: the last one counts, or all do. */
static void add_option(struct dmz_buffer *text, const struct dmz_option *option) {
    const char *again = option->argument ? "*" : "", *equals = option->argument ? "=" : "";
    dmz_buffer_format(text, "            '%s--%s%s", again, option->name, equals);
    add_explanation(text, option);
    dmz_buffer_text(text, "' \\\n");
    if (!option->letter)
        return;
    dmz_buffer_format(text, "            '%s-%c%s", again, option->letter, option->argument ? "+" : "");
    add_explanation(text, option);
    dmz_buffer_text(text, "' \\\n");
}

static void add_command(struct dmz_buffer *text, const struct dmz_command *command) {
    bool is_default = command == dmz_commands(NULL);
    dmz_buffer_format(text, is_default ? "    %s | '')\n" : "    %s)\n", command->name);
    dmz_buffer_text(text, "        _arguments -s -S : \\\n");
    for (const struct dmz_option *option = dmz_option_next(NULL, command->bit); option;
         option = dmz_option_next(option, command->bit))
        add_option(text, option);
    dmz_buffer_text(text, "            '1: :_dmzcalc_first' \\\n");
    dmz_buffer_format(text, "            '*:%s:%s'\n        ;;\n", command->operands,
                      manual_takes_commands(command)  ? "_dmzcalc_commands"
                      : manual_takes_presets(command) ? "_dmzcalc_presets"
                                                      : "_files");
}

void manual_zsh(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    dmz_buffer_text(
        text, "#compdef dmzcalc\n# Completion of dmzcalc in zsh, made of its tables of commands and options.\n\n"
              "_dmzcalc_commands() {\n    _describe -t commands command commands\n}\n\n"
              "_dmzcalc_presets() {\n    compadd -- $presets\n}\n\n"
              "_dmzcalc_first() {\n    _alternative 'commands:command:_dmzcalc_commands' 'files:line:_files'\n"
              "}\n\n_dmzcalc() {\n");
    add_tables(text);
    dmz_buffer_text(text, FIND_COMMAND);
    dmz_buffer_text(text, "    case $command in\n");
    for (size_t i = 0; i < count; i++)
        add_command(text, &commands[i]);
    dmz_buffer_text(text,
                    "    esac\n}\n\nif [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n    _dmzcalc \"$@\"\nelse\n"
                    "    compdef _dmzcalc dmzcalc\nfi\n");
}
