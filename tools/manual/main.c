/* main.c: `manual man TEMPLATE`, `manual bash`, `manual zsh`, `manual fish` print what is installed under these
 * names. A tool of the build; it is not installed. */
#include <stdio.h>
#include <string.h>

#include "dmz/file.h"
#include "manual.h"

static bool read_template(const char *path, struct dmz_buffer *template) {
    struct dmz_context *context = dmz_context_create();
    if (!context)
        return false;
    enum dmz_status status = dmz_file_read(context, path, template);
    if (status)
        fprintf(stderr, "manual: %s\n", dmz_context_message(context));
    dmz_context_free(context);
    return !status;
}

static bool make(int count, char **arguments, struct dmz_buffer *text) {
    const char *what = count > 1 ? arguments[1] : "";
    struct dmz_buffer template = {0};
    if (count == 3 && !strcmp(what, "man")) {
        if (!read_template(arguments[2], &template))
            return false;
        manual_page(text, &template);
        dmz_buffer_free(&template);
    } else if (count == 2 && !strcmp(what, "bash"))
        manual_bash(text);
    else if (count == 2 && !strcmp(what, "zsh"))
        manual_zsh(text);
    else if (count == 2 && !strcmp(what, "fish"))
        manual_fish(text);
    else
        fputs("usage: manual man TEMPLATE | bash | zsh | fish\n", stderr);
    return text->count && !text->failed;
}

int main(int count, char **arguments) {
    struct dmz_buffer text = {0};
    bool made = make(count, arguments, &text);
    if (made)
        made = fwrite(text.bytes, 1, text.count, stdout) == text.count && !fflush(stdout);
    dmz_buffer_free(&text);
    return made ? 0 : 1;
}
