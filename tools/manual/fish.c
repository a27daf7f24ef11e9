/* fish.c: completion in fish: a line for each option of each command. */
#include "manual.h"

/* The command is the first word before the cursor that names one and is no option's value. */
static void add_command_finder(struct dmz_buffer *text) {
    dmz_buffer_text(text, "# The command that the words before the cursor name; the default one where none does.\n"
                          "function __dmzcalc_command\n    set -l value 0\n"
                          "    for word in (commandline -opc)[2..-1]\n        if test $value = 1\n"
                          "            set value 0\n        else if contains -- $word ");
    manual_add_valued(text, " ", true);
    dmz_buffer_text(text, "\n            set value 1\n        else if contains -- $word ");
    manual_add_commands(text);
    dmz_buffer_format(
        text,
        "\n            echo $word\n            return 0\n        end\n    end\n    echo %s\n    return 1\n"
        "end\n\n",
        dmz_commands(NULL)->name);
    dmz_buffer_text(text, "function __dmzcalc_is\n    test (__dmzcalc_command) = $argv[1]\nend\n\n"
                          "function __dmzcalc_unnamed\n    not __dmzcalc_command >/dev/null\nend\n\n");
}

static void add_option(struct dmz_buffer *text, const struct dmz_command *command, const struct dmz_option *option) {
    dmz_buffer_format(text, "complete -c dmzcalc -n '__dmzcalc_is %s' -l %s", command->name, option->name);
    if (option->letter)
        dmz_buffer_format(text, " -s %c", option->letter);
    if (manual_takes_file(option))
        dmz_buffer_text(text, " -r -F");
    else if (option->argument)
        dmz_buffer_text(text, " -x");
    if (manual_has_words(option)) {
        dmz_buffer_text(text, " -a '");
        manual_add_words(text, option);
        dmz_buffer_text(text, "'");
    }
    dmz_buffer_text(text, " -d '");
    manual_add_gist(text, option, "\\", "\\'");
    dmz_buffer_text(text, "'\n");
}

void manual_fish(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    dmz_buffer_text(text, "# Completion of dmzcalc in fish, made of its tables of commands and options.\n\n");
    add_command_finder(text);
    for (size_t i = 0; i < count; i++) {
        const struct dmz_command *command = &commands[i];
        dmz_buffer_format(text, "complete -c dmzcalc -n __dmzcalc_unnamed -a %s -d '%s'\n", command->name,
                          command->summary);
        if (manual_takes_commands(command)) {
            dmz_buffer_format(text, "complete -c dmzcalc -n '__dmzcalc_is %s' -f -a '", command->name);
            manual_add_commands(text);
            dmz_buffer_text(text, "'\n");
        }
        if (manual_takes_presets(command)) {
            dmz_buffer_format(text, "complete -c dmzcalc -n '__dmzcalc_is %s' -f -a '", command->name);
            manual_add_presets(text);
            dmz_buffer_text(text, "'\n");
        }
        for (const struct dmz_option *option = dmz_option_next(NULL, command->bit); option;
             option = dmz_option_next(option, command->bit))
            add_option(text, command, option);
    }
}
