/* force_texts.h: the files of data/forces as they stand in the program, made at build by tools/presets/embed. */
#ifndef DMZ_IO_FORCE_TEXTS_H
#define DMZ_IO_FORCE_TEXTS_H

#include <stddef.h>

struct dmz_force_text {
    const char *name; /* of the file */
    const char *text;
};

extern const struct dmz_force_text dmz_force_texts[];
extern const size_t dmz_force_text_count;

#endif
