/* tape.h: what is on a tape, for its reader. */
#ifndef DMZ_IO_TAPE_H
#define DMZ_IO_TAPE_H

#include "dmz/tape.h"

struct dmz_tape {
    char *name;
    unsigned kinds;
    struct dmz_feature *items;
    size_t count;
};

#endif
