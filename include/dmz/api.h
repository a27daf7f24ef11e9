/* api.h: what every header of the library begins and ends with: its names are C's in C++ too, and they are all that
 * the shared library exports. */
#ifndef DMZ_API_H
#define DMZ_API_H

#ifdef __cplusplus
#define DMZ_API_BEGIN                                                                                                \
    extern "C" {                                                                                                     \
    _Pragma("GCC visibility push(default)")
#define DMZ_API_END                                                                                                  \
    _Pragma("GCC visibility pop")                                                                                    \
    }
#else
#define DMZ_API_BEGIN _Pragma("GCC visibility push(default)")
#define DMZ_API_END _Pragma("GCC visibility pop")
#endif

#endif
