/* preset.h: agreements and proposals with their numbers: read, checked, kept in a catalogue, turned into layers. */
#ifndef DMZ_PRESET_H
#define DMZ_PRESET_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/context.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

enum dmz_preset_status { DMZ_PRESET_IN_FORCE, DMZ_PRESET_LAPSED, DMZ_PRESET_PROPOSAL };

/* What the zones are measured from. SECTIONS: one line, along which the reaches change. */
enum dmz_preset_rule {
    DMZ_RULE_ONE_LINE,
    DMZ_RULE_SECTIONS,
    DMZ_RULE_TWO_LINES,
    DMZ_RULE_LINE_PER_PARTY,
    DMZ_RULE_POINT,
    DMZ_RULE_POLYGON
};

/* Texts, ended by NULL; `items` is NULL where there are none. */
struct dmz_texts {
    char **items;
    size_t count;
};

/* One layer of a preset: a rule, and how far it reaches. */
struct dmz_preset_layer {
    char *name, *title;
    double left_m, right_m;   /* from the line, metres; NAN where it has no such reach */
    double radius_m;          /* from the point; NAN where it has none */
    char *depth;              /* where it has neither: what the source says instead; else NULL */
    struct dmz_texts forbids; /* from its limit inwards */
    struct dmz_texts limits;  /* how much is allowed */
    struct dmz_texts except;
    bool verified; /* a source that has its figures was found */
};

/* An agreement or a proposal. Texts are one line each; those that may be NULL say so. Zero-initialise; release with
 * dmz_preset_free. */
struct dmz_preset {
    char *id, *title, *instrument;
    char *date; /* "1953", "1953-07", "1953-07-27"; may be NULL */
    enum dmz_preset_status status;
    struct dmz_texts parties;
    char *left, *right; /* what its sides are; both NULL where they are alike */
    enum dmz_preset_rule rule;
    char *line;                    /* what it is measured from, in words */
    struct dmz_position *vertices; /* of a polygon; NULL where the source has none */
    size_t vertex_count;
    struct dmz_preset_layer *layers; /* inner first */
    size_t layer_count;
    bool has_cap;
    enum dmz_cap cap; /* how zones end at the ends of the line, where has_cap */
    char *ends;       /* the same in words; may be NULL */
    char *monitors;   /* may be NULL */
    struct dmz_texts sources;
    bool verified; /* of all layers, and nothing in `unverified` */
    struct dmz_texts unverified, uncomputed, notes;
    bool built_in;
};

/* Presets by their ids, in the order of these. Zero-initialise; release with dmz_presets_free. */
struct dmz_presets {
    struct dmz_preset *items;
    size_t count;
};

/* Reads a preset out of `size` bytes of JSON, after docs/schema/preset.schema.json; members that are not in there are
 * refused. `name` stands for the file in messages. `preset` must be zeroed; the caller frees it. Errors: DMZ_INPUT
 * with the place (line:column for syntax, JSON Pointer otherwise); DMZ_MEMORY. */
enum dmz_status dmz_preset_read(struct dmz_context *context, const char *name, const char *text, size_t size,
                                struct dmz_preset *preset);

/* Reads the built-in presets and, where `directory` is not NULL, all of its files *.json. `presets` must be zeroed;
 * the caller frees it. Errors: as dmz_preset_read and dmz_file_read; DMZ_INPUT where the directory cannot be read or
 * an id is there twice. */
enum dmz_status dmz_presets_read(struct dmz_context *context, const char *directory, struct dmz_presets *presets);

/* NULL where no preset has this id. Borrowed. */
const struct dmz_preset *dmz_presets_find(const struct dmz_presets *presets, const char *id);

/* Why zones of a preset cannot be computed from one line, or where `paired` from a line for each side, in half a
 * sentence that follows its id and a colon; NULL where they can. */
const char *dmz_preset_refusal(const struct dmz_preset *preset, bool paired);

/* The layers of a preset as zones are computed of them. Zero-initialise; release with dmz_preset_layers_free. */
struct dmz_preset_layers {
    struct dmz_layer *items; /* inner first; names and titles are the preset's */
    size_t count;
    const char **forbids; /* what items[].forbids point into */
};

/* Makes the layers that have reaches; those without are left out. What a layer forbids is forbidden from its limit
 * inwards, so `forbids` of a layer has its own and then those of the layers round it, each once. `turned`: the
 * preset's left is the line's right. `layers` must be zeroed; the caller frees it and keeps the preset meanwhile.
 * Errors: DMZ_MEMORY. */
enum dmz_status dmz_preset_layers_build(struct dmz_context *context, const struct dmz_preset *preset, bool turned,
                                        struct dmz_preset_layers *layers);

/* Release what they own and zero it. Safe to call twice. */
void dmz_preset_layers_free(struct dmz_preset_layers *layers);
void dmz_preset_free(struct dmz_preset *preset);
void dmz_presets_free(struct dmz_presets *presets);

/* The words of the file: "in force", "one line". */
const char *dmz_preset_status_name(enum dmz_preset_status status);
const char *dmz_preset_rule_name(enum dmz_preset_rule rule);

/* Whether a layer has reaches from a line. */
bool dmz_preset_layer_reaches(const struct dmz_preset_layer *layer);

/* All append to `text`, the same bytes for the same presets. Errors: DMZ_MEMORY. A table to read in a terminal; the
 * same in Markdown; an array of all presets in JSON, each as docs/schema/preset.schema.json has it. One preset with
 * all that is known of it, for a terminal; the same in JSON. */
enum dmz_status dmz_report_presets_table(struct dmz_context *context, const struct dmz_presets *presets,
                                         struct dmz_buffer *text);
enum dmz_status dmz_report_presets_markdown(struct dmz_context *context, const struct dmz_presets *presets,
                                            struct dmz_buffer *text);
enum dmz_status dmz_report_presets_json(struct dmz_context *context, const struct dmz_presets *presets,
                                        struct dmz_buffer *text);
enum dmz_status dmz_report_preset(struct dmz_context *context, const struct dmz_preset *preset,
                                  struct dmz_buffer *text);
enum dmz_status dmz_report_preset_json(struct dmz_context *context, const struct dmz_preset *preset,
                                       struct dmz_buffer *text);

DMZ_API_END

#endif
