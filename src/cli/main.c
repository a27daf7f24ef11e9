/* main.c: finds the command, runs it, says what went wrong, exits with its status. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/bounds.h"
#include "cli/help.h"
#include "cli/shortage.h"
#include "cli/surroundings.h"

/* A descriptor that is closed would be given to the next file that is opened, and that file taken for standard
 * output. */
static void hold_standard_descriptors(void) {
    for (int i = 0; i <= STDERR_FILENO; i++)
        if (fcntl(i, F_GETFD) < 0 && open("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY) != i)
            return;
}

static enum dmz_status say_versions(struct dmz_context *context) {
    struct dmz_buffer text = {0};
    dmz_help_versions(&text);
    enum dmz_status status = dmz_command_say(context, &text);
    dmz_buffer_free(&text);
    return status;
}

/* One line and a hint, the way to call the command. */
static enum dmz_status refuse_operands(struct dmz_context *context, const struct dmz_settings *settings) {
    const struct dmz_command *command = settings->command;
    struct dmz_buffer call = {0};
    dmz_help_call(&call, command);
    dmz_hint(context, "usage: %s", call.bytes ? call.bytes : "");
    dmz_buffer_free(&call);
    if (settings->operand_count > command->most)
        return dmz_fail(context, DMZ_USAGE, "%s: '%s' is one too many", command->name,
                        settings->operands[command->most]);
    return dmz_fail(context, DMZ_USAGE, "%s: expected %s, found %s", command->name, command->operands,
                    settings->operand_count ? "less" : "nothing");
}

static enum dmz_status run(struct dmz_context *context, const struct dmz_settings *settings) {
    const struct dmz_command *command = settings->command;
    if (settings->version)
        return say_versions(context);
    if (settings->help)
        return dmz_help_say(context, command);
    if (settings->operand_count < command->least || settings->operand_count > command->most)
        return refuse_operands(context, settings);
    dmz_surroundings_settle(settings);
    enum dmz_status status = dmz_bounds_set(context, settings);
    return status ? status : command->run(context, settings);
}

int main(int count, char **arguments) {
    hold_standard_descriptors();
    signal(SIGXFSZ, SIG_IGN); /* a file that grows too large is an error like others: 'File too large' */
    dmz_shortage_watch();
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ); /* else each character of a message is a system call */
    struct dmz_context *context = dmz_context_create();
    if (!context) {
        dmz_command_complain("dmzcalc: ", "out of memory");
        dmz_shortage_leave();
        return DMZ_MEMORY;
    }
    struct dmz_settings settings = {0};
    enum dmz_status status = dmz_settings_read(context, count - 1, arguments + 1, &settings);
    if (!status)
        status = run(context, &settings);
    for (size_t i = 0; i < dmz_context_warning_count(context); i++)
        dmz_command_complain("dmzcalc: warning: ", dmz_context_warning(context, i));
    if (status) {
        dmz_command_complain("dmzcalc: ", dmz_context_message(context));
        if (dmz_context_hint(context)[0])
            dmz_command_complain("hint: ", dmz_context_hint(context));
    }
    dmz_settings_free(&settings);
    dmz_context_free(context);
    dmz_shortage_leave();
    return (int)status;
}
