/* brief.h: names of the data, no longer than a map has room for. */
#ifndef DMZ_MAP_BRIEF_H
#define DMZ_MAP_BRIEF_H

/* So many characters of a name are written, in at most so many bytes with what says that there are more. */
enum { DMZ_BRIEF_CHARACTERS = 240, DMZ_BRIEF_SIZE = 4 * DMZ_BRIEF_CHARACTERS + 4 };

/* A name that is short enough, itself, or the beginning of it and an ellipsis, written to `brief`. Of a name of
 * megabytes, laying it out would take minutes, and nothing else would have room. */
const char *dmz_brief(const char *name, char brief[DMZ_BRIEF_SIZE]);

#endif
