/* chance.c: random numbers that can be had again. */
#include "support/chance.h"

#include <stdio.h>
#include <stdlib.h>

static const uint64_t USUAL_SEED = 20240708;

struct chance chance_start(void) {
    const char *given = getenv("DMZ_SEED");
    uint64_t seed = given ? strtoull(given, NULL, 10) : USUAL_SEED;
    printf("random numbers: DMZ_SEED=%llu\n", (unsigned long long)seed);
    return (struct chance){seed};
}

static uint64_t next(struct chance *chance) {
    uint64_t x = chance->state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

double chance_share(struct chance *chance) {
    return (double)(next(chance) >> 11) * 0x1p-53;
}

double chance_between(struct chance *chance, double low, double high) {
    return low + (high - low) * chance_share(chance);
}

size_t chance_of(struct chance *chance, size_t count) {
    return (size_t)(chance_share(chance) * (double)count);
}
