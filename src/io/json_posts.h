/* json_posts.h: posts in sum, as a cJSON object. */
#ifndef DMZ_IO_JSON_POSTS_H
#define DMZ_IO_JSON_POSTS_H

#include "dmz/posts.h"
#include "io/json_parts.h"

/* Adds `posts`, what was asked for and what came of it, which the file of the posts and the file of figures say
 * alike; nothing where there are none. False where memory runs out. */
bool dmz_json_posts(cJSON *object, const struct dmz_stats *stats);

#endif
