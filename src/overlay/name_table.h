/* name_table.h: names and what they stand for, found at once however many there are. */
#ifndef DMZ_OVERLAY_NAME_TABLE_H
#define DMZ_OVERLAY_NAME_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/* Names are borrowed, and each has the number of its turn, from 0. Zero-initialise; release with
 * dmz_name_table_free. */
struct dmz_name_table {
    const char **names; /* by number */
    size_t count;
    size_t *slots; /* numbers + 1, 0 where there is none; a power of two of them, half of them free at least */
    size_t slot_count;
};

/* The number of a name; the table's count where it is not there. */
size_t dmz_name_table_find(const struct dmz_name_table *table, const char *name);

/* Adds a name that is not there, which gets the next number. False where memory runs out. */
bool dmz_name_table_add(struct dmz_name_table *table, const char *name);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_name_table_free(struct dmz_name_table *table);

#endif
