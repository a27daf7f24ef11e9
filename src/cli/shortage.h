/* shortage.h: the end of a run whose libraries lack memory. */
#ifndef DMZ_CLI_SHORTAGE_H
#define DMZ_CLI_SHORTAGE_H

/* From now on, a library that gets no memory, and neither says so nor goes on without, ends the process as all want
 * of memory does: "dmzcalc: out of memory", exit code 6; a process that this one makes says nothing. Other crashes
 * stay what they are. Call once, at the beginning. */
void dmz_shortage_watch(void);

/* The run is over: whoever exits from now on is the program itself. Until then it is a library that exits, and says
 * why, which is such a want as well where errno tells. */
void dmz_shortage_leave(void);

#endif
