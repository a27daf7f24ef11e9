/* leftovers.h: names of files that are not in their place yet, and go with the process that a signal ends. */
#ifndef DMZ_IO_LEFTOVERS_H
#define DMZ_IO_LEFTOVERS_H

#include <signal.h>

/* The signals by which users end programs, and those of limits: held back, and let through again. `before` is filled
 * by the one and given to the other. */
void dmz_signals_hold(sigset_t *before);
void dmz_signals_release(const sigset_t *before);

/* Remembers a name until it is forgotten; `path` is borrowed until then. From the first on, SIGINT, SIGTERM, SIGHUP,
 * SIGQUIT and SIGPIPE take the files away before they end the process; one that is ignored stays ignored. Beyond 64
 * names at a time, more than a run has, a name is not remembered, and its file would stay. */
void dmz_leftover_add(char *path);
void dmz_leftover_forget(const char *path);

/* Takes the files away: for handlers of signals, just before they end the process. Those of another process, which
 * this one is a copy of, stay. */
void dmz_leftovers_remove(void);

#endif
