/* json_posts.c: posts in sum, as a cJSON object. */
#include "io/json_posts.h"

enum { METRE_DECIMALS = 3, KM_DECIMALS = 6, SHARE_DECIMALS = 6 };

bool dmz_json_posts(cJSON *object, const struct dmz_stats *stats) {
    const struct dmz_posts *posts = stats->posts;
    if (!posts)
        return true;
    cJSON *item = cJSON_AddObjectToObject(object, "posts");
    return item && dmz_json_text(item, "along", dmz_posts_along_name(posts->request.along)) &&
           dmz_json_number(item, "every_m", posts->request.every_m, METRE_DECIMALS) &&
           dmz_json_number(item, "range_m", posts->request.range_m, METRE_DECIMALS) &&
           dmz_json_number(item, "count", (double)posts->count, 0) &&
           dmz_json_number(item, "length_km", posts->length_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(item, "gaps", (double)posts->gap_count, 0) &&
           dmz_json_number(item, "uncovered_km", posts->uncovered_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(item, "covered_share", dmz_posts_share(posts->length_m, posts->uncovered_m),
                           SHARE_DECIMALS);
}
