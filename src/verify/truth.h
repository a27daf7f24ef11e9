/* truth.h: what belongs in a cell, and how far it is from not belonging there. */
#ifndef DMZ_VERIFY_TRUTH_H
#define DMZ_VERIFY_TRUTH_H

#include "verify/cell.h"
#include "verify/job.h"

/* What cells are measured with, one after the other. */
struct dmz_survey {
    const struct dmz_job *job; /* borrowed */
    size_t hints[DMZ_GAUGE_LINES];
    size_t *gauge_hints; /* of each line or stretch that limits are measured from, as are these: */
    struct dmz_span *spans;
};

/* How a place, or all of a cell, stands to a line. */
struct dmz_stand {
    struct dmz_span distance;
    unsigned sides;       /* DMZ_FACES_LEFT, RIGHT or both: doubtful */
    bool beyond_end;      /* the nearest point is an end of the line */
    struct dmz_foot foot; /* of the middle, where the truth is exact */
};

/* What belongs at a place, or all over a cell. */
struct dmz_truth {
    struct dmz_stand lines[DMZ_GAUGE_LINES];
    struct dmz_span *spans; /* distances from what limits are measured from; the survey's */
    bool is_exact;          /* of the middle */
};

/* What is needed to measure cells. The caller releases it with dmz_survey_free, also after an error. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_survey_open(const struct dmz_job *job, struct dmz_survey *survey);

/* Releases what it owns. */
void dmz_survey_free(struct dmz_survey *survey);

/* What is known of all of a cell from its middle. The next cell's takes its place: all have the same spans. */
struct dmz_truth dmz_truth_of(struct dmz_survey *survey, const struct dmz_cell *cell);

/* Whether the truth is the same all over a cell that no edge crosses; finds the sides where they count. */
bool dmz_truth_is_settled(struct dmz_survey *survey, const struct dmz_cell *cell, struct dmz_truth *truth);

/* Makes it the truth of the cell's middle, exactly. */
void dmz_truth_measure(struct dmz_survey *survey, const struct dmz_cell *cell, struct dmz_truth *truth);

/* Whether what the truth is of, beyond doubt, belongs to a zone. */
bool dmz_truth_belongs(const struct dmz_survey *survey, const struct dmz_verify_zone *zone,
                       const struct dmz_truth *truth);

/* How deep a place that belongs to a zone lies in it, metres; how far one that does not is from it, about. Of exact
 * truths. */
double dmz_truth_depth_m(struct dmz_survey *survey, const struct dmz_cell *cell, const struct dmz_truth *truth,
                         const struct dmz_verify_zone *zone);
double dmz_truth_excess_m(struct dmz_survey *survey, const struct dmz_cell *cell, const struct dmz_truth *truth,
                          const struct dmz_verify_zone *zone);

#endif
