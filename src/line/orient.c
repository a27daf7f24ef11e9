/* orient.c: parts put into groups by their links, with who runs against whom. */
#include "line/orient.h"

#include <stdlib.h>

/* A part in the tree of its group. */
struct member {
    size_t above;
    bool against; /* runs against the part above */
    size_t depth; /* at most, below a root */
};

/* The root of a part's group, and whether the part runs against it. */
static size_t root_of(const struct member *members, size_t part, bool *against) {
    *against = false;
    for (; members[part].above != part; part = members[part].above)
        *against = *against != members[part].against;
    return part;
}

static void unite(struct member *members, const struct dmz_link *link) {
    bool a_against, b_against;
    size_t a = root_of(members, link->a, &a_against), b = root_of(members, link->b, &b_against);
    if (a == b)
        return;
    size_t high = members[a].depth < members[b].depth ? b : a, low = high == a ? b : a;
    members[low].above = high;
    members[low].against = link->opposed != (a_against != b_against);
    if (members[low].depth == members[high].depth)
        members[high].depth++;
}

enum dmz_status dmz_orient_parts(struct dmz_context *context, const struct dmz_links *links, const double *lengths_m,
                                 size_t part_count, bool *turn) {
    struct member *members = calloc(part_count + 1, sizeof *members);
    size_t *longest = malloc((part_count + 1) * sizeof *longest); /* of the group of each root */
    enum dmz_status status = members && longest ? DMZ_OK : dmz_fail_memory(context);
    for (size_t i = 0; i < part_count && !status; i++)
        longest[i] = members[i].above = i;
    for (size_t i = 0; i < links->count && !status; i++)
        if (links->items[i].decided)
            unite(members, &links->items[i]);
    bool against;
    for (size_t i = 0; i < part_count && !status; i++) {
        size_t *best = &longest[root_of(members, i, &against)];
        /* cppcheck-suppress arrayIndexThenCheck ; `i < *best` prefers the first of two, it is no check of an index */
        if (lengths_m[i] > lengths_m[*best] || (lengths_m[i] == lengths_m[*best] && i < *best))
            *best = i;
    }
    for (size_t i = 0; i < part_count && !status; i++) {
        size_t root = root_of(members, i, &turn[i]);
        root_of(members, longest[root], &against);
        turn[i] = turn[i] != against;
    }
    free(members);
    free(longest);
    return status;
}
