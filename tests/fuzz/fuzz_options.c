/* fuzz_options.c: any text as a command line, an argument to a line: settings, and the layers that they ask for. */
#include "cli/commands.h"
#include "cli/zones_run.h"
#include "fuzz/fuzz_target.h"

enum { ARGUMENTS_MOST = 64 };

/* Cuts the text at its line feeds. */
static int cut(char *text, char **arguments) {
    int count = 0;
    for (char *at = text; at && count < ARGUMENTS_MOST; count++) {
        arguments[count] = at;
        at = strchr(at, '\n');
        if (at)
            *at++ = 0;
    }
    return count;
}

static bool is_between(double value, double least, double most) {
    return value >= least && value <= most;
}

/* What the table has let pass is what it says; nothing that is read of a file is looked at. */
static void look_at(struct dmz_context *context, const struct dmz_settings *settings) {
    fuzz_demand(settings->command, "there is no command");
    fuzz_demand(is_between(settings->tolerance_m, 0.01, 100), "--tolerance");
    fuzz_demand(settings->uncertainty_m >= 0 && settings->bridge_m >= 0, "--uncertainty, --bridge");
    fuzz_demand(settings->every_m > 0 && settings->range_m > 0, "--every, --range");
    fuzz_demand(settings->shard <= settings->shards, "--shard");
    if (settings->presets_dir || !(settings->command->bit & DMZ_FOR_WIDTHS))
        return;
    struct dmz_run run = {0};
    enum dmz_status status = dmz_run_build(context, settings, &run);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_USAGE));
    for (size_t i = 0; i < run.layers.count && !status && !settings->goal && !settings->width_from; i++) {
        const struct dmz_width *width = &run.layers.items[i].width;
        fuzz_demand(width->left_m >= 0 && width->right_m >= 0 && width->left_m + width->right_m > 0, "a layer");
    }
    dmz_run_free(&run);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct dmz_context *context = fuzz_context();
    struct dmz_settings settings = {0};
    struct dmz_buffer help = {0};
    char *text = fuzz_string(bytes, size), *arguments[ARGUMENTS_MOST];
    enum dmz_status status = dmz_settings_read(context, cut(text, arguments), arguments, &settings);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_USAGE));
    if (!status)
        look_at(context, &settings);
    dmz_settings_free(&settings);
    dmz_buffer_free(&help);
    free(text);
    dmz_context_free(context);
    return 0;
}
