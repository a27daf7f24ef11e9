/* place.h: where an output comes to lie, and names beside that for a while. */
#ifndef DMZ_IO_PLACE_H
#define DMZ_IO_PLACE_H

#include <stdbool.h>
#include <sys/stat.h>

/* The path that writing to `path` makes or replaces: what a link leads to, also where nothing is there yet. The
 * caller's; NULL with errno where links lead nowhere (ELOOP) or memory is out (ENOMEM). */
char *dmz_place_follow(const char *path);

/* Looks up the directory that `path` is in; false, with errno, where there is none. */
bool dmz_place_find_directory(const char *path, struct stat *found);

/* Whether files can be made in the directory that `path` is in; errno says why not. */
bool dmz_place_is_open(const char *path);

/* A name beside `path` that ends in this process's number and `suffix`, short enough wherever the name of `path` is;
 * further ones have another `number`. The caller's; NULL where memory is out. */
char *dmz_place_beside(const char *path, const char *suffix, int number);

/* How many names dmz_place_beside is asked for before a place is given up: others of them are somebody else's. */
enum { DMZ_PLACE_NAMES_MOST = 100 };

#endif
