/* chance.h: random numbers that can be had again. */
#ifndef TESTS_SUPPORT_CHANCE_H
#define TESTS_SUPPORT_CHANCE_H

#include <stddef.h>
#include <stdint.h>

struct chance {
    uint64_t state;
};

/* Starts from the environment's DMZ_SEED, else from a fixed number, and prints which, so that a failure can be
 * repeated. */
struct chance chance_start(void);

/* Evenly in [0, 1), in [low, high), among 0 .. count - 1. Source: SplitMix64 (Steele, Lea, Flood 2014). */
double chance_share(struct chance *chance);
double chance_between(struct chance *chance, double low, double high);
size_t chance_of(struct chance *chance, size_t count);

#endif
