/* main.c: finds the command, runs it, says what went wrong, exits with its status. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "dmz/file.h"
#include "io/text.h"

/* A descriptor that is closed would be given to the next file that is opened, and that file taken for standard
 * output. */
static void hold_standard_descriptors(void) {
    for (int i = 0; i <= STDERR_FILENO; i++)
        if (fcntl(i, F_GETFD) < 0 && open("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY) != i)
            return;
}

void dmz_command_complain(const char *lead, const char *message) {
    fputs(lead, stderr);
    while (*message) {
        char shown[DMZ_TEXT_SHOWN_SIZE];
        message += dmz_text_show(message, shown);
        fputs(shown, stderr);
    }
    fputc('\n', stderr);
}

enum dmz_status dmz_command_say(struct dmz_context *context, void (*what)(struct dmz_buffer *text)) {
    struct dmz_buffer text = {0};
    struct dmz_output output = {0};
    what(&text);
    enum dmz_status status = dmz_output_stage(context, "-", &text, false, &output);
    if (!status)
        status = dmz_output_commit(context, &output, &text);
    dmz_buffer_free(&text);
    return status;
}

/* The commands that there are besides `help`; `zones` may be left out. */
static bool is_command(const char *word) {
    return !strcmp(word, "zones");
}

static enum dmz_status run_help(struct dmz_context *context, const struct dmz_settings *settings) {
    if (settings->operand_count > 2)
        return dmz_fail(context, DMZ_USAGE, "help: '%s' is one too many", settings->operands[2]);
    if (settings->operand_count == 2 && !is_command(settings->operands[1])) {
        dmz_hint(context, "the command is: zones");
        return dmz_fail(context, DMZ_USAGE, "help: there is no command '%s'", settings->operands[1]);
    }
    return dmz_command_say(context, dmz_help_full);
}

static enum dmz_status run(struct dmz_context *context, struct dmz_settings *settings) {
    const char *first = settings->operand_count ? settings->operands[0] : "";
    if (settings->version)
        return dmz_command_say(context, dmz_help_versions);
    if (settings->help)
        return dmz_command_say(context, dmz_help_full);
    if (!strcmp(first, "help"))
        return run_help(context, settings);
    if (is_command(first))
        memmove(settings->operands, settings->operands + 1, --settings->operand_count * sizeof *settings->operands);
    if (!settings->operand_count && isatty(STDIN_FILENO)) {
        struct dmz_buffer usage = {0};
        dmz_help_short(&usage);
        fputs(usage.bytes ? usage.bytes : "", stderr);
        dmz_buffer_free(&usage);
        return dmz_fail(context, DMZ_USAGE, "no line given");
    }
    return dmz_command_zones(context, settings);
}

int main(int count, char **arguments) {
    hold_standard_descriptors();
    struct dmz_context *context = dmz_context_create();
    if (!context) {
        dmz_command_complain("dmzcalc: ", "out of memory");
        return DMZ_MEMORY;
    }
    struct dmz_settings settings = {0};
    enum dmz_status status = dmz_options_read(context, count - 1, arguments + 1, &settings);
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
    return (int)status;
}
