/* brief.c: names of the data, no longer than a map has room for. */
#include "map/brief.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static bool begins_character(char byte) {
    return ((unsigned char)byte & 0xC0) != 0x80;
}

const char *dmz_brief(const char *name, char brief[DMZ_BRIEF_SIZE]) {
    static const char ELLIPSIS[] = "…";
    size_t kept = 0, end = 0;
    for (int count = 0; name[end]; end++) {
        if (begins_character(name[end]) && count++ == DMZ_BRIEF_CHARACTERS)
            break;
        if (end + sizeof ELLIPSIS > DMZ_BRIEF_SIZE) /* what is no UTF-8 */
            break;
        kept = end + 1;
    }
    if (!name[end])
        return name;
    memcpy(brief, name, kept);
    memcpy(brief + kept, ELLIPSIS, sizeof ELLIPSIS);
    return brief;
}
