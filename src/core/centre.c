/* centre.c: where to centre a map, in one piece, of all that is near a line. */
#include <math.h>
#include <stdbool.h>

#include "dmz/line.h"

/* A line in a box of so many degrees is far from the antipode of its middle, whatever the reach. */
static const double SMALL_LON_DEG = 90, SMALL_LAT_DEG = 60;

/* A middle is good enough, if its antipode is so much farther from the line than the reach. */
static const double PLENTY_M = 3e6;

enum { BALLS = 1024, CANDIDATES = 2000 };

/* A run of the line lies in a ball. */
struct ball {
    struct dmz_vector centre;
    double radius_m;
};

struct balls {
    struct ball items[BALLS];
    size_t count;
};

static bool is_small(const struct dmz_line *line) {
    struct dmz_position low = line->parts[0].positions[0], high = low;
    for (size_t i = 0; i < line->part_count; i++)
        for (size_t k = 0; k < line->parts[i].count; k++) {
            struct dmz_position p = line->parts[i].positions[k];
            low.lon_deg = p.lon_deg < low.lon_deg ? p.lon_deg : low.lon_deg;
            low.lat_deg = p.lat_deg < low.lat_deg ? p.lat_deg : low.lat_deg;
            high.lon_deg = p.lon_deg > high.lon_deg ? p.lon_deg : high.lon_deg;
            high.lat_deg = p.lat_deg > high.lat_deg ? p.lat_deg : high.lat_deg;
        }
    return high.lon_deg - low.lon_deg <= SMALL_LON_DEG && high.lat_deg - low.lat_deg <= SMALL_LAT_DEG;
}

static struct ball ball_round(const struct dmz_position *positions, size_t count) {
    struct dmz_box box = DMZ_BOX_EMPTY;
    for (size_t i = 0; i < count; i++)
        box = dmz_box_with(box, dmz_geodesy_vector(positions[i]));
    struct dmz_vector origin = {0, 0, 0}, sum = dmz_vector_plus(box.low, 1, box.high);
    return (struct ball){dmz_vector_plus(origin, 0.5, sum), dmz_box_diagonal_m(box) / 2};
}

/* Puts the line into balls; what is left when there are no more goes into the last one, with what is in it. */
static void find_balls(const struct dmz_line *line, struct balls *balls) {
    size_t run = 2 + 2 * dmz_line_vertices(line) / BALLS;
    for (size_t i = 0; i < line->part_count; i++)
        for (size_t k = 0; k + 1 < line->parts[i].count; k += run - 1) {
            size_t left = line->parts[i].count - k;
            struct ball ball = ball_round(line->parts[i].positions + k, left < run ? left : run);
            struct ball *last = &balls->items[BALLS - 1];
            if (balls->count < BALLS)
                balls->items[balls->count++] = ball;
            else
                last->radius_m = fmax(last->radius_m, dmz_vector_distance(last->centre, ball.centre) + ball.radius_m);
        }
}

/* At most how far, straight through the Earth, the line keeps from a place. */
static double room_at(const struct balls *balls, struct dmz_position place) {
    struct dmz_vector v = dmz_geodesy_vector(place);
    double room = INFINITY;
    for (size_t i = 0; i < balls->count; i++)
        room = fmin(room, dmz_vector_distance(v, balls->items[i].centre) - balls->items[i].radius_m);
    return room;
}

/* The best of places all over the Earth. Source: the golden spiral, which spreads them evenly. */
static struct dmz_position roomiest_of_many(const struct balls *balls) {
    const double golden_deg = 180 * (3 - sqrt(5));
    struct dmz_position best = {0, 90};
    double most = room_at(balls, best);
    for (size_t i = 0; i < CANDIDATES; i++) {
        double height = 1 - (2 * (double)i + 1) / CANDIDATES;
        struct dmz_position place = {remainder(golden_deg * (double)i, 360), asin(height) * (180 / M_PI)};
        double room = room_at(balls, place);
        if (room > most) {
            most = room;
            best = place;
        }
    }
    return best;
}

/* Moves a place to where there is more room, in steps that become shorter. */
static struct dmz_position improved(const struct balls *balls, struct dmz_position place) {
    const double first_m = 300e3, last_m = 5e3;
    double most = room_at(balls, place);
    for (double step_m = first_m; step_m > last_m;) {
        bool moved = false;
        for (double azimuth = 0; azimuth < 360; azimuth += 45) {
            struct dmz_position beside = dmz_geodesy_direct(place, azimuth, step_m);
            double room = room_at(balls, beside);
            if (room > most) {
                most = room;
                place = beside;
                moved = true;
            }
        }
        step_m /= moved ? 1 : 2;
    }
    return place;
}

static struct dmz_position antipode(struct dmz_position place) {
    return (struct dmz_position){remainder(place.lon_deg + 180, 360), -place.lat_deg};
}

struct dmz_position dmz_line_centre(const struct dmz_line *line, double reach_m) {
    struct dmz_position middle = dmz_line_middle(line);
    if (is_small(line))
        return middle;
    struct balls balls = {.count = 0};
    find_balls(line, &balls);
    if (room_at(&balls, antipode(middle)) >= reach_m + PLENTY_M)
        return middle;
    return antipode(improved(&balls, roomiest_of_many(&balls)));
}
