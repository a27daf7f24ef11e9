/* mishap.h: which case it was that a program died of, or that took too long. */
#ifndef FUZZ_MISHAP_H
#define FUZZ_MISHAP_H

/* What runs now, in words; written before each case. */
extern char mishap_running[512];

/* From here on a signal that ends the program says on stderr what was running; SIGALRM, that it takes too long. */
void mishap_mind(void);

#endif
