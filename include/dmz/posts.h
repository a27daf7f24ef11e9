/* posts.h: observation posts along the line or along limits, and what they do not see of them. */
#ifndef DMZ_POSTS_H
#define DMZ_POSTS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/line.h"
#include "dmz/paths.h"
#include "dmz/stats.h"

DMZ_API_BEGIN

/* What posts stand along. */
enum dmz_posts_along { DMZ_POSTS_ALONG_LINE, DMZ_POSTS_ALONG_LIMITS };

/* "line", "limits". */
const char *dmz_posts_along_name(enum dmz_posts_along along);

/* What is asked for. */
struct dmz_posts_request {
    enum dmz_posts_along along;
    double every_m; /* between neighbours at most, along what they stand on: [1, 2,000,000] */
    double range_m; /* how far a post sees, along the geodesic: [1, 2,000,000] */
};

/* The zone of a course along the line. */
enum { DMZ_POSTS_NO_ZONE = -1 };

/* A part of the line, or a piece of a limit, from end to end. */
struct dmz_course {
    int zone;             /* whose limit it is; DMZ_POSTS_NO_ZONE: the line's */
    size_t number;        /* from 1, among the parts of the line or the pieces of the limit */
    bool closed;          /* it ends where it began */
    struct dmz_path path; /* in pieces of which both readings agree to DMZ_POSTS_BOW_M; longitudes run on */
    double *along_m;      /* of each of its positions, from its start */
    double length_m;
    double spacing_m;              /* from post to post along it */
    size_t first_post, post_count; /* its posts */
    size_t first_gap, gap_count;
    double uncovered_m; /* of it, in gaps */
};

/* Where a post stands, on its course. */
struct dmz_post {
    size_t course, number; /* from 1 along its course */
    struct dmz_position position;
    double along_m;
};

/* A stretch of a course of which every place is farther than the range from every post, of this course and of all
 * others. */
struct dmz_post_gap {
    size_t course, number; /* from 1 along its course */
    double from_m, to_m;   /* along it */
    struct dmz_path path;
};

/* Zero-initialise; release with dmz_posts_free. */
struct dmz_posts {
    struct dmz_posts_request request;
    struct dmz_course *courses; /* parts in their order; or limits, inner first, left before right */
    size_t course_count;
    struct dmz_post *items; /* course by course */
    size_t count;
    struct dmz_post_gap *gaps; /* course by course */
    size_t gap_count;
    double length_m, uncovered_m; /* of all courses */
};

/* Edges of courses mean the same, straight in longitude/latitude or geodesic, to this. Gaps that are shorter than
 * DMZ_POSTS_GAP_LEAST_M are none. */
#define DMZ_POSTS_BOW_M 0.05
#define DMZ_POSTS_GAP_LEAST_M 0.01

/* More posts than these are none that anybody mans. */
enum { DMZ_POSTS_MOST = 1000000 };

/* Puts posts along the parts of stats->line, or along the limits of stats->zones: on a course of length L, ceil(L /
 * every) equal stretches lie between them, and both ends have one; a closed course has one where it begins and ends.
 * Positions are rounded as zones are written. What is covered is found exactly: for each edge and post near it, the
 * part of the edge that is within the range, to a millimetre along it. A course is what limits of zones as written
 * are, put together over the antimeridian. `posts` must be zeroed; the caller frees it, and keeps the stats meanwhile
 * where it writes posts. Errors: DMZ_USAGE where that makes more than DMZ_POSTS_MOST posts; DMZ_GEOMETRY where there
 * is no limit; DMZ_MEMORY. Source: docs/METHOD.md, "Posts". */
enum dmz_status dmz_posts_build(struct dmz_context *context, const struct dmz_stats *stats,
                                const struct dmz_posts_request *request, struct dmz_posts *posts);

enum { DMZ_POST_NAME_SIZE = 128 };

/* What a course is along, "line", "strip-left"; its name, "line-1"; a post's or gap's, "line-1-003", "line-1-gap-02":
 * into `name`, which is returned. */
char *dmz_course_of(const struct dmz_stats *stats, const struct dmz_course *course, char name[DMZ_POST_NAME_SIZE]);
char *dmz_course_name(const struct dmz_stats *stats, const struct dmz_course *course, char name[DMZ_POST_NAME_SIZE]);
char *dmz_post_name(const struct dmz_stats *stats, const struct dmz_posts *posts, size_t post,
                    char name[DMZ_POST_NAME_SIZE]);
char *dmz_post_gap_name(const struct dmz_stats *stats, const struct dmz_posts *posts, size_t gap,
                        char name[DMZ_POST_NAME_SIZE]);

/* The share of a length that is covered, [0, 1]. */
double dmz_posts_share(double length_m, double uncovered_m);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_posts_free(struct dmz_posts *posts);

DMZ_API_END

#endif
