/* tape.h: features that were read once, to be read again any number of times. */
#ifndef DMZ_TAPE_H
#define DMZ_TAPE_H

#include "dmz/api.h"
#include "dmz/features.h"

DMZ_API_BEGIN

/* All features of a source, in memory; opaque. */
struct dmz_tape;

/* Reads what is left of `features` and copies it. The caller releases *tape with dmz_tape_free. Errors: those of
 * dmz_features_next and dmz_features_require; DMZ_MEMORY. */
enum dmz_status dmz_tape_record(struct dmz_context *context, struct dmz_features *features, struct dmz_tape **tape);

/* Opens the tape as a source that gives what was recorded. The tape, which is only read, must outlive it. The caller
 * closes it. Errors: DMZ_MEMORY. */
enum dmz_status dmz_tape_open(struct dmz_context *context, const struct dmz_tape *tape,
                              struct dmz_features **features);

/* How many features it has. */
size_t dmz_tape_count(const struct dmz_tape *tape);

/* Takes NULL. */
void dmz_tape_free(struct dmz_tape *tape);

DMZ_API_END

#endif
