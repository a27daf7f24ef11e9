/* preset_texts.h: files of data as they stand in the program, made at build by tools/presets/embed. */
#ifndef DMZ_IO_PRESET_TEXTS_H
#define DMZ_IO_PRESET_TEXTS_H

#include <stddef.h>

struct dmz_preset_text {
    const char *name; /* of the file */
    const char *text;
};

extern const struct dmz_preset_text dmz_preset_texts[];
extern const size_t dmz_preset_text_count;
extern const struct dmz_preset_text dmz_force_texts[]; /* of data/forces */
extern const size_t dmz_force_text_count;

extern const struct dmz_preset_text dmz_class_texts[]; /* of data/classes */
extern const size_t dmz_class_text_count;

#endif
