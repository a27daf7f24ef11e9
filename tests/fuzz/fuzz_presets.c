/* fuzz_presets.c: any bytes as a preset, as tables of classes, as a precedent of forces; what is read as a preset is
 * written as JSON, which reads as the same. */
#include "dmz/classes.h"
#include "dmz/forces.h"
#include "dmz/preset.h"
#include "fuzz/fuzz_target.h"

static struct dmz_buffer write_json(struct dmz_context *context, const struct dmz_preset *preset) {
    struct dmz_buffer text = {0};
    fuzz_answer(context, dmz_report_preset_json(context, preset, &text), 0);
    return text;
}

static void look_at(struct dmz_context *context, const struct dmz_preset *preset) {
    struct dmz_preset again = {0};
    struct dmz_buffer page = {0}, json = write_json(context, preset);
    fuzz_answer(context, dmz_report_preset(context, preset, &page), 0);
    fuzz_answer(context, dmz_preset_read(context, "again", json.bytes, json.count, &again), 0);
    struct dmz_buffer same = write_json(context, &again);
    fuzz_demand(json.count == same.count && !memcmp(json.bytes, same.bytes, json.count),
                "a preset is another one when it is written");
    for (int turned = 0; turned < 2 && !dmz_preset_refusal(preset, false); turned++) {
        struct dmz_preset_layers layers = {0};
        fuzz_answer(context, dmz_preset_layers_build(context, preset, turned, &layers), 0);
        fuzz_demand(layers.count > 0, "a preset that can be computed has no layers");
        dmz_preset_layers_free(&layers);
    }
    dmz_buffer_free(&page);
    dmz_buffer_free(&json);
    dmz_buffer_free(&same);
    dmz_preset_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct dmz_context *context = fuzz_context();
    char *text = malloc(size ? size : 1);
    fuzz_demand(text, "out of memory");
    if (size)
        memcpy(text, bytes, size);
    struct dmz_preset preset = {0};
    enum dmz_status status = dmz_preset_read(context, "preset", text, size, &preset);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_INPUT));
    if (!status)
        look_at(context, &preset);
    dmz_preset_free(&preset);
    dmz_forget(context);

    struct dmz_classes classes = {0};
    fuzz_answer(context, dmz_classes_read(context, "classes", text, size, &classes), FUZZ_MAY(DMZ_INPUT));
    dmz_classes_free(&classes);
    dmz_forget(context);

    struct dmz_force force = {0};
    fuzz_answer(context, dmz_force_read(context, "force", text, size, &force), FUZZ_MAY(DMZ_INPUT));
    dmz_force_free(&force);
    free(text);
    dmz_context_free(context);
    return 0;
}
