/* room.c: which parts of a map are taken. */
#include "map/room.h"

#include <math.h>
#include <stdlib.h>

/* A cell's side, in points: a quarter of a small letter. */
static const double CELL = 1.5;

/* Cells, first to last. */
struct span {
    int left, right, top, bottom;
};

enum dmz_status dmz_room_build(struct dmz_context *context, struct dmz_rect frame, struct dmz_room *room) {
    *room = (struct dmz_room){.frame = frame, .cell = CELL};
    room->columns = (int)ceil(frame.width / CELL);
    room->rows = (int)ceil(frame.height / CELL);
    room->cells = calloc((size_t)room->columns + 1, (size_t)room->rows + 1);
    return room->cells ? DMZ_OK : dmz_fail_memory(context);
}

static int clamped(double number, int most) {
    return number < 0 ? 0 : number > most ? most : (int)number;
}

static struct span span_of(const struct dmz_room *room, struct dmz_rect rect) {
    double x = (rect.x - room->frame.x) / room->cell, y = (rect.y - room->frame.y) / room->cell;
    return (struct span){clamped(x, room->columns - 1), clamped(x + rect.width / room->cell, room->columns - 1),
                         clamped(y, room->rows - 1), clamped(y + rect.height / room->cell, room->rows - 1)};
}

static bool is_within(const struct dmz_room *room, struct dmz_rect rect) {
    const struct dmz_rect *frame = &room->frame;
    return rect.x >= frame->x && rect.y >= frame->y && rect.x + rect.width <= frame->x + frame->width &&
           rect.y + rect.height <= frame->y + frame->height;
}

bool dmz_room_has(const struct dmz_room *room, struct dmz_rect rect, unsigned bits) {
    if (!is_within(room, rect))
        return false;
    struct span span = span_of(room, rect);
    for (int row = span.top; row <= span.bottom; row++)
        for (int column = span.left; column <= span.right; column++)
            if (room->cells[row * room->columns + column] & bits)
                return false;
    return true;
}

void dmz_room_take(struct dmz_room *room, struct dmz_rect rect, unsigned bit) {
    const struct dmz_rect *frame = &room->frame;
    if (rect.x > frame->x + frame->width || rect.y > frame->y + frame->height || rect.x + rect.width < frame->x ||
        rect.y + rect.height < frame->y)
        return;
    struct span span = span_of(room, rect);
    for (int row = span.top; row <= span.bottom; row++)
        for (int column = span.left; column <= span.right; column++)
            room->cells[row * room->columns + column] |= (unsigned char)bit;
}

/* Of a text's height, what its letters take: the side of the squares, one beside the other, that stand for a turned
 * text, and do not reach beyond it whichever way it is turned. */
static const double LETTERS = 0.7;

static int squares_of(struct dmz_rect size) {
    return size.height > 0 ? (int)ceil(size.width / (LETTERS * size.height)) : 1;
}

static struct dmz_rect square(struct dmz_rect size, struct dmz_dot at, double angle, int i, int count) {
    double side = LETTERS * size.height,
           along = count > 1 ? (size.width - side) * ((double)i / (count - 1) - 0.5) : 0;
    return (struct dmz_rect){at.x + along * cos(angle) - side / 2, at.y + along * sin(angle) - side / 2, side, side};
}

bool dmz_room_has_turned(const struct dmz_room *room, struct dmz_rect size, struct dmz_dot at, double angle,
                         unsigned bits) {
    int count = squares_of(size);
    for (int i = 0; i < count; i++)
        if (!dmz_room_has(room, square(size, at, angle, i, count), bits))
            return false;
    return true;
}

void dmz_room_take_turned(struct dmz_room *room, struct dmz_rect size, struct dmz_dot at, double angle,
                          unsigned bit) {
    int count = squares_of(size);
    for (int i = 0; i < count; i++)
        dmz_room_take(room, square(size, at, angle, i, count), bit);
}

static void take_edge(struct dmz_room *room, struct dmz_dot a, struct dmz_dot b, unsigned bit) {
    int steps = (int)ceil(hypot(b.x - a.x, b.y - a.y) / room->cell);
    for (int i = 0; i <= steps; i++) {
        double share = steps ? (double)i / steps : 0;
        struct dmz_dot dot = {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
        dmz_room_take(room, (struct dmz_rect){dot.x, dot.y, 0, 0}, bit);
    }
}

void dmz_room_take_lines(struct dmz_room *room, const struct dmz_trails *trails, unsigned bit) {
    for (size_t i = 0; i < trails->count; i++) {
        size_t count;
        const struct dmz_dot *dots = dmz_trails_item(trails, i, &count);
        for (size_t k = 1; k < count; k++)
            take_edge(room, dots[k - 1], dots[k], bit);
    }
}

static int by_x(const void *a, const void *b) {
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

/* Where edges cross a height. Answers how many of at most `most` there are. */
static size_t cross_height(const struct dmz_trails *trails, double y, double *crossings, size_t most) {
    size_t found = 0;
    for (size_t i = 0; i < trails->count; i++) {
        size_t count;
        const struct dmz_dot *dots = dmz_trails_item(trails, i, &count);
        for (size_t k = 0, before = count - 1; k < count && found < most; before = k++)
            if ((dots[before].y > y) != (dots[k].y > y))
                crossings[found++] = dots[before].x + (y - dots[before].y) / (dots[k].y - dots[before].y) *
                                                          (dots[k].x - dots[before].x);
    }
    qsort(crossings, found, sizeof *crossings, by_x);
    return found;
}

/* Cells by their middles; a row that edges cross more often than that is given up: it only helps to choose. */
void dmz_room_take_areas(struct dmz_room *room, const struct dmz_trails *trails, unsigned bit) {
    enum { MOST = 1024 };
    double crossings[MOST];
    for (int row = 0; row < room->rows; row++) {
        double y = room->frame.y + (row + 0.5) * room->cell;
        size_t count = cross_height(trails, y, crossings, MOST);
        for (size_t i = 1; i < count; i += 2)
            dmz_room_take(room, (struct dmz_rect){crossings[i - 1], y, crossings[i] - crossings[i - 1], 0}, bit);
    }
}

unsigned dmz_room_at(const struct dmz_room *room, struct dmz_dot dot) {
    struct dmz_rect rect = {dot.x, dot.y, 0, 0};
    if (!is_within(room, rect))
        return 0;
    struct span span = span_of(room, rect);
    return room->cells[span.top * room->columns + span.left];
}

void dmz_room_free(struct dmz_room *room) {
    free(room->cells);
    *room = (struct dmz_room){0};
}
