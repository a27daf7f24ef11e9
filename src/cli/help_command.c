/* help_command.c: `dmzcalc help`. */
#include "cli/help.h"

enum dmz_status dmz_help_say(struct dmz_context *context, const struct dmz_command *command) {
    struct dmz_buffer text = {0};
    dmz_help_full(&text, command);
    enum dmz_status status = dmz_command_say(context, &text);
    dmz_buffer_free(&text);
    return status;
}

enum dmz_status dmz_command_help(struct dmz_context *context, const struct dmz_settings *settings) {
    const struct dmz_command *command = dmz_commands(NULL);
    if (settings->operand_count)
        command = dmz_command_find(settings->operands[0]);
    if (command)
        return dmz_help_say(context, command);
    struct dmz_buffer names = {0};
    dmz_help_names(&names);
    dmz_hint(context, "the commands are: %s", names.bytes ? names.bytes : "");
    dmz_buffer_free(&names);
    return dmz_fail(context, DMZ_USAGE, "help: there is no command '%s'", settings->operands[0]);
}
