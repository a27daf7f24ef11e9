/* name_table.c: names and what they stand for, found at once however many there are. */
#include "overlay/name_table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"

/* Source: Fowler, Noll, Vo, FNV-1a, 64 bits. */
static uint64_t hash_of(const char *name) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (const unsigned char *c = (const unsigned char *)name; *c; c++)
        hash = (hash ^ *c) * 0x100000001b3u;
    return hash;
}

/* The slot that has the name, or is free for it. */
static size_t slot_of(const struct dmz_name_table *table, const char *name) {
    size_t slot = (size_t)hash_of(name) & (table->slot_count - 1);
    while (table->slots[slot] && strcmp(table->names[table->slots[slot] - 1], name) != 0)
        slot = (slot + 1) & (table->slot_count - 1);
    return slot;
}

size_t dmz_name_table_find(const struct dmz_name_table *table, const char *name) {
    if (!table->slot_count)
        return table->count;
    size_t number = table->slots[slot_of(table, name)];
    return number ? number - 1 : table->count;
}

static bool widen(struct dmz_name_table *table) {
    enum { LEAST = 64 };
    size_t room = table->slot_count ? 2 * table->slot_count : LEAST;
    size_t *slots = calloc(room, sizeof *slots);
    if (!slots)
        return false;
    free(table->slots);
    table->slots = slots;
    table->slot_count = room;
    for (size_t i = 0; i < table->count; i++)
        slots[slot_of(table, table->names[i])] = i + 1;
    return true;
}

bool dmz_name_table_add(struct dmz_name_table *table, const char *name) {
    if (2 * (table->count + 1) > table->slot_count && !widen(table))
        return false;
    const char **names = dmz_grow(table->names, table->count, sizeof *names);
    if (!names)
        return false;
    table->names = names;
    names[table->count] = name;
    table->slots[slot_of(table, name)] = table->count + 1;
    table->count++;
    return true;
}

void dmz_name_table_free(struct dmz_name_table *table) {
    free(table->names);
    free(table->slots);
    *table = (struct dmz_name_table){0};
}
