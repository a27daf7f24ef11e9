/* fuzz_target.h: what libFuzzer's targets have in common: what is demanded of every answer, whatever the bytes. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/context.h"
#include "dmz/geodesy.h"

/* What libFuzzer calls with every input. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Ends the program, so that libFuzzer keeps the input, where `holds` is false. */
static inline void fuzz_demand(bool holds, const char *what) {
    if (holds)
        return;
    fprintf(stderr, "fuzz: %s\n", what);
    abort();
}

/* Statuses as sets of bits. */
#define FUZZ_MAY(status) (1u << (status))

/* The status is DMZ_OK or one of `refusals`, a set; there is a message where it failed, and none where it did not. */
static inline void fuzz_answer(struct dmz_context *context, enum dmz_status status, unsigned refusals) {
    const char *message = dmz_context_message(context);
    if ((FUZZ_MAY(status) & (refusals | FUZZ_MAY(DMZ_OK))) && !message[0] == !status)
        return;
    fprintf(stderr, "fuzz: status %d, '%s'\n", (int)status, message);
    abort();
}

/* A place on the Earth, its longitude within the turns that readers keep. */
static inline void fuzz_place(struct dmz_position at) {
    static const double LONGITUDE_MOST = 540;
    fuzz_demand(fabs(at.lat_deg) <= 90 && fabs(at.lon_deg) <= LONGITUDE_MOST, "a position is not on the Earth");
}

/* A context of its own for one input. */
static inline struct dmz_context *fuzz_context(void) {
    struct dmz_context *context = dmz_context_create();
    fuzz_demand(context, "no context");
    return context;
}

/* The bytes as a string of their own, which the caller frees: bytes beyond it are seen by the sanitizer. */
static inline char *fuzz_string(const uint8_t *bytes, size_t size) {
    char *text = malloc(size + 1);
    fuzz_demand(text, "out of memory");
    if (size)
        memcpy(text, bytes, size);
    text[size] = 0;
    return text;
}

#endif
