#ifndef UNSPIN_SPOOF_H
#define UNSPIN_SPOOF_H
#include <stdint.h>

/// Whether the spoof checker of the system's ICU takes two characters for one another (UTS #39); -1 where ICU fails.
int unspin_spoof_confusable(int32_t left, int32_t right);

#endif
