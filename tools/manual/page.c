/* page.c: the manual page. */
#include <string.h>

#include "cli/help.h"
#include "manual.h"

/* Text as troff prints it: hyphens that can be copied, nothing taken for a request. */
static void add_text(struct dmz_buffer *text, const char *plain, size_t length) {
    for (const char *at = plain; at < plain + length; at++) {
        bool starts_line = at == plain || at[-1] == '\n';
        if (starts_line && (*at == '.' || *at == '\''))
            dmz_buffer_text(text, "\\&");
        if (*at == '-')
            dmz_buffer_text(text, "\\-");
        else if (*at == '\\')
            dmz_buffer_text(text, "\\e");
        else
            dmz_buffer_add(text, at, 1);
    }
}

static void add_string(struct dmz_buffer *text, const char *plain) {
    add_text(text, plain, strlen(plain));
}

static void add_call(struct dmz_buffer *text, const struct dmz_command *command) {
    struct dmz_buffer call = {0};
    dmz_help_call(&call, command);
    if (call.bytes)
        add_string(text, call.bytes);
    text->failed |= call.failed;
    dmz_buffer_free(&call);
}

static void add_synopsis(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    for (size_t i = 0; i < count; i++) {
        dmz_buffer_text(text, ".B ");
        add_call(text, &commands[i]);
        dmz_buffer_text(text, "\n.br\n");
    }
    dmz_buffer_text(text, ".B dmzcalc \\-\\-version\n");
}

/* What stands for the value: "FILE" in italics; words, which are typed as they stand, in bold. */
static void add_argument(struct dmz_buffer *text, const struct dmz_option *option) {
    if (!option->argument)
        return;
    dmz_buffer_text(text, dmz_option_has_words(option) ? " \\fB" : " \\fI");
    for (const char *at = option->argument; *at; at++)
        if (*at == '|')
            dmz_buffer_text(text, "\\fR|\\fB");
        else
            add_text(text, at, 1);
    dmz_buffer_text(text, "\\fR");
}

static void add_option(struct dmz_buffer *text, const struct dmz_option *option) {
    dmz_buffer_text(text, ".TP\n");
    if (option->letter)
        dmz_buffer_format(text, "\\fB\\-%c\\fR, ", option->letter);
    dmz_buffer_text(text, "\\fB\\-\\-");
    add_string(text, option->name);
    dmz_buffer_text(text, "\\fR");
    add_argument(text, option);
    dmz_buffer_text(text, "\n");
    add_string(text, option->help);
    dmz_buffer_text(text, ".\n");
}

static void add_options(struct dmz_buffer *text, const struct dmz_command *command) {
    for (const struct dmz_option *option = dmz_option_next(NULL, command->bit); option;
         option = dmz_option_next(option, command->bit)) {
        const char *heading = dmz_option_heading(option, command->bit);
        if (heading)
            dmz_buffer_format(text, ".PP\n.I %s\n", heading);
        add_option(text, option);
    }
}

static void add_all_commands(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    for (size_t i = 0; i < count; i++) {
        dmz_buffer_text(text, ".SS ");
        add_call(text, &commands[i]);
        dmz_buffer_text(text, "\n");
        add_string(text, commands[i].about);
        add_options(text, &commands[i]);
        if (commands[i].notes) {
            dmz_buffer_text(text, ".PP\n");
            add_string(text, commands[i].notes);
        }
    }
}

static void add_examples(struct dmz_buffer *text) {
    size_t count = 0;
    const struct dmz_command *commands = dmz_commands(&count);
    dmz_buffer_text(text, ".nf\n");
    for (size_t i = 0; i < count; i++)
        if (commands[i].examples)
            add_string(text, commands[i].examples);
    dmz_buffer_text(text, ".fi\n");
}

static void add_presets(struct dmz_buffer *text) {
    struct dmz_buffer ids = {0};
    manual_add_presets(&ids);
    add_string(text, ids.failed ? "" : ids.bytes);
    dmz_buffer_text(text, "\n");
    text->failed |= ids.failed;
    dmz_buffer_free(&ids);
}

static void add_head(struct dmz_buffer *text) {
    dmz_buffer_text(text, ".TH DMZCALC 1 \"\" \"dmzcalc " DMZ_VERSION "\" \"User Commands\"\n");
}

void manual_page(struct dmz_buffer *text, const struct dmz_buffer *template) {
    static const struct {
        const char *line;
        void (*add)(struct dmz_buffer *text);
    } PARTS[] = {{"@HEAD@\n", add_head},
                 {"@SYNOPSIS@\n", add_synopsis},
                 {"@COMMANDS@\n", add_all_commands},
                 {"@PRESETS@\n", add_presets},
                 {"@EXAMPLES@\n", add_examples}};
    for (const char *line = template->bytes, *end; line && *line; line = end) {
        end = line + strcspn(line, "\n");
        end += *end == '\n';
        bool is_part = false;
        for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS && !is_part; i++) {
            is_part =
                strlen(PARTS[i].line) == (size_t)(end - line) && !strncmp(PARTS[i].line, line, (size_t)(end - line));
            if (is_part)
                PARTS[i].add(text);
        }
        if (!is_part)
            dmz_buffer_add(text, line, (size_t)(end - line));
    }
}
