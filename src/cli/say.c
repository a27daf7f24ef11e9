/* say.c: what goes to standard output and standard error. */
#include <stdio.h>

#include "cli/commands.h"
#include "dmz/file.h"
#include "io/text.h"

void dmz_command_complain(const char *lead, const char *message) {
    fputs(lead, stderr);
    while (*message) {
        char shown[DMZ_TEXT_SHOWN_SIZE];
        message += dmz_text_show(message, shown);
        fputs(shown, stderr);
    }
    fputc('\n', stderr);
}

enum dmz_status dmz_command_say(struct dmz_context *context, const struct dmz_buffer *text) {
    struct dmz_output output = {0};
    enum dmz_status status = dmz_output_stage(context, "-", text, false, &output);
    return status ? status : dmz_output_commit(context, &output, text);
}
