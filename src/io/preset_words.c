/* preset_words.c: what is not verified of a preset, and what is left out of it, in words. */
#include "io/preset_words.h"

void dmz_preset_join(struct dmz_buffer *text, const struct dmz_texts *texts, const char *between) {
    for (size_t i = 0; i < texts->count; i++) {
        dmz_buffer_text(text, i ? between : "");
        dmz_buffer_text(text, texts->items[i]);
    }
}

void dmz_preset_doubts(const struct dmz_preset *preset, struct dmz_buffer *text) {
    size_t doubted = 0;
    for (size_t i = 0; i < preset->layer_count; i++)
        doubted += !preset->layers[i].verified;
    const char *before = "";
    for (size_t i = 0; i < preset->layer_count && doubted < preset->layer_count; i++) {
        if (preset->layers[i].verified)
            continue;
        dmz_buffer_format(text, "%s%s", *before ? ", " : doubted > 1 ? "layers " : "layer ", preset->layers[i].name);
        before = "; ";
    }
    if (doubted == preset->layer_count) {
        dmz_buffer_text(text, "all figures");
        before = "; ";
    }
    dmz_buffer_text(text, preset->unverified.count ? before : "");
    dmz_preset_join(text, &preset->unverified, "; ");
}

void dmz_preset_omissions(const struct dmz_preset *preset, struct dmz_buffer *text) {
    const char *before = "";
    for (size_t i = 0; i < preset->layer_count; i++) {
        const struct dmz_preset_layer *layer = &preset->layers[i];
        if (layer->depth) {
            dmz_buffer_format(text, "%slayer %s (%s)", before, layer->name, layer->depth);
            before = "; ";
        }
        if (layer->except.count) {
            dmz_buffer_format(text, "%sexcept ", before);
            dmz_preset_join(text, &layer->except, "; except ");
            before = "; ";
        }
    }
    dmz_buffer_text(text, preset->uncomputed.count ? before : "");
    dmz_preset_join(text, &preset->uncomputed, "; ");
}
