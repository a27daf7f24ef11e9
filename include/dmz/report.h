/* report.h: figures for people and for programs. */
#ifndef DMZ_REPORT_H
#define DMZ_REPORT_H

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/forces.h"
#include "dmz/posts.h"
#include "dmz/stats.h"
#include "dmz/trace.h"
#include "dmz/verify.h"

DMZ_API_BEGIN

/* All append to `text`, the same bytes for the same stats. Errors: DMZ_MEMORY. */

/* A table to read in a terminal, 80 columns as long as names allow: the line, the width in both readings ("30 km
 * across: 15 km on each side"), the zones, the sums, how accurate the limits are. UTF-8, no escapes. */
enum dmz_status dmz_report_table(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text);

/* The same in Markdown. */
enum dmz_status dmz_report_markdown(struct dmz_context *context, const struct dmz_stats *stats,
                                    struct dmz_buffer *text);

/* A row for each zone (RFC 4180, LF), with a header; area ranges in two more columns where there are any. Text that a
 * spreadsheet would take for a formula is led in by an apostrophe. */
enum dmz_status dmz_report_csv(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text);

/* All figures, after docs/schema/stats.schema.json. */
enum dmz_status dmz_report_json(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text);

/* What a verification found: a table of limits and faults to read in a terminal, with the verdict as its last line;
 * all of it, after docs/schema/verify.schema.json. */
enum dmz_status dmz_report_verify_table(struct dmz_context *context, const struct dmz_verify *found,
                                        struct dmz_buffer *text);
enum dmz_status dmz_report_verify_json(struct dmz_context *context, const struct dmz_verify *found,
                                       struct dmz_buffer *text);

/* A traced line, part by part: a table with what was left out, Markdown, CSV, and all of it after
 * docs/schema/trace.schema.json. */
enum dmz_status dmz_report_trace_table(struct dmz_context *context, const struct dmz_traced *trace,
                                       struct dmz_buffer *text);
enum dmz_status dmz_report_trace_markdown(struct dmz_context *context, const struct dmz_traced *trace,
                                          struct dmz_buffer *text);
enum dmz_status dmz_report_trace_csv(struct dmz_context *context, const struct dmz_traced *trace,
                                     struct dmz_buffer *text);
enum dmz_status dmz_report_trace_json(struct dmz_context *context, const struct dmz_traced *trace,
                                      struct dmz_buffer *text);

/* Posts course by course, their gaps, what precedents' ratios come to with their spread: a table, Markdown; in CSV a
 * text each of courses, gaps and precedents; all of it after docs/schema/posts.schema.json. stats->posts is there. */
enum { DMZ_POSTS_SHEETS = 3 };
enum dmz_status dmz_report_posts_table(struct dmz_context *context, const struct dmz_stats *stats,
                                       const struct dmz_estimate *estimate, struct dmz_buffer *text);
enum dmz_status dmz_report_posts_markdown(struct dmz_context *context, const struct dmz_stats *stats,
                                          const struct dmz_estimate *estimate, struct dmz_buffer *text);
enum dmz_status dmz_report_posts_csv(struct dmz_context *context, const struct dmz_stats *stats,
                                     const struct dmz_estimate *estimate, struct dmz_buffer texts[DMZ_POSTS_SHEETS]);
enum dmz_status dmz_report_posts_json(struct dmz_context *context, const struct dmz_stats *stats,
                                      const struct dmz_estimate *estimate, struct dmz_buffer *text);

/* The verdict in a sentence, without capital and full stop. */
void dmz_report_verdict(const struct dmz_verify *found, struct dmz_buffer *text);

DMZ_API_END

#endif
