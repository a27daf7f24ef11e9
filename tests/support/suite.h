/* suite.h: what every test file begins with: cmocka, and what it must be preceded by. */
#ifndef TESTS_SUPPORT_SUITE_H
#define TESTS_SUPPORT_SUITE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* That two numbers are at most `within` apart; where they are not, says by how much. */
#define assert_near(found, expected, within) suite_assert_near(found, expected, within, __FILE__, __LINE__)

static inline void suite_assert_near(double found, double expected, double within, const char *file, int line) {
    double off = found > expected ? found - expected : expected - found;
    if (off <= within)
        return;
    print_error("%.12g is not %.12g: %.3g apart, %.3g allowed\n", found, expected, off, within);
    _fail(file, line);
}

/* That a number is at most `most`. */
#define assert_at_most(found, most) suite_assert_at_most(found, most, __FILE__, __LINE__)

static inline void suite_assert_at_most(double found, double most, const char *file, int line) {
    if (found <= most)
        return;
    print_error("%.12g is more than %.12g\n", found, most);
    _fail(file, line);
}

#endif
