/* preset_words.h: what is not verified of a preset, and what is left out of it, in words. */
#ifndef DMZ_IO_PRESET_WORDS_H
#define DMZ_IO_PRESET_WORDS_H

#include "dmz/buffer.h"
#include "dmz/preset.h"

/* Appends texts with `between` between them. */
void dmz_preset_join(struct dmz_buffer *text, const struct dmz_texts *texts, const char *between);

/* Appends what is not verified of it; nothing where all is: "all figures", "layers tanks, air; the depth of ...". */
void dmz_preset_doubts(const struct dmz_preset *preset, struct dmz_buffer *text);

/* Appends what the tool leaves out of it: layers without a reach, exceptions, what else it says; nothing where that
 * is nothing. */
void dmz_preset_omissions(const struct dmz_preset *preset, struct dmz_buffer *text);

#endif
