/* class_words.c: names of classes as they are compared. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "dmz/classes.h"
#include "io/decimal.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Punctuation, but for what is within a number, or is no ASCII. */
static bool parts(const char *name, const char *c) {
    bool in_number = *c == '.' && c > name && is_digit(c[-1]) && is_digit(c[1]);
    return !in_number && (unsigned char)*c < 0x80 && !isalnum((unsigned char)*c) && *c != '\'';
}

void dmz_class_words(const char *name, struct dmz_buffer *words) {
    bool space = false;
    for (const char *c = name; *c; c++) {
        bool is_gap = parts(name, c);
        if (!is_gap) {
            char small = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
            if (space && words->count)
                dmz_buffer_add(words, " ", 1);
            dmz_buffer_add(words, &small, 1);
        }
        space = is_gap;
    }
}

/* The length of a calibre that begins here, with the space after it; 0 where none does. */
static size_t calibre_length(const char *at, double *calibre_mm) {
    char digits[16];
    size_t length = strspn(at, "0123456789.");
    if (!length || length >= sizeof digits)
        return 0;
    memcpy(digits, at, length);
    digits[length] = '\0';
    *calibre_mm = dmz_decimal_of(digits);
    length += at[length] == ' ';
    bool ends = !strncmp(at + length, "mm", 2) && (at[length + 2] == ' ' || !at[length + 2]);
    if (!ends || isnan(*calibre_mm))
        return 0;
    return length + 2 + (at[length + 2] == ' ');
}

double dmz_class_take_calibre(char *words) {
    double calibre_mm = NAN;
    for (char *at = words; *at; at += strcspn(at, " "), at += *at == ' ') {
        size_t length = calibre_length(at, &calibre_mm);
        if (!length)
            continue;
        memmove(at, at + length, strlen(at + length) + 1);
        size_t left = strlen(words);
        if (left && words[left - 1] == ' ')
            words[left - 1] = '\0';
        return calibre_mm;
    }
    return NAN;
}
