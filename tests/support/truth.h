/* truth.h: the nearest point of a line by brute force: how far it is, on which side of it one stands.
 *
 * Shares nothing with the library but the struct of a line. Edges are cut finely, each piece is a chord in space;
 * spheres round runs of pieces spare most of the work; distances are Vincenty's. */
#ifndef TESTS_SUPPORT_TRUTH_H
#define TESTS_SUPPORT_TRUTH_H

#include <stddef.h>

#include "dmz/geodesy.h"
#include "dmz/line.h"

/* Numbers as in the library, so that they can be compared. */
enum truth_side { TRUTH_UNDECIDED = 0, TRUTH_LEFT = 1, TRUTH_RIGHT = -1 };

struct truth;

/* Whether a place lies beyond an end of the line that is nearest to it. */
enum truth_end { TRUTH_BESIDE, TRUTH_BEYOND, TRUTH_ABOUT /* within `doubt_m` of the other answer */ };

/* What is so at a place. */
struct truth_answer {
    double distance_m;        /* along the geodesic, to 1 mm */
    enum truth_side side;     /* UNDECIDED: within `doubt_m` of an answer that is different */
    struct dmz_position foot; /* the nearest point */
    bool at_end;              /* which is an end of a part */
    enum truth_end end;
};

/* Cuts the line's edges, straight in longitude/latitude or geodesics, into pieces of at most about 200 m. The caller
 * releases it with truth_free. Fails the test where memory runs out. */
struct truth *truth_create(const struct dmz_line *line, enum dmz_edges edges);
void truth_free(struct truth *truth);

/* Looks from `place`. Pieces up to `doubt_m` farther than the nearest one have a say in the side. */
struct truth_answer truth_look(const struct truth *truth, struct dmz_position place, double doubt_m);

/* Only the distance. */
double truth_distance_m(const struct truth *truth, struct dmz_position place);

/* The number of pieces, and the place at the share `t` of piece i: for picking places on the line at random. */
size_t truth_pieces(const struct truth *truth);
struct dmz_position truth_place(const struct truth *truth, size_t i, double t);

#endif
