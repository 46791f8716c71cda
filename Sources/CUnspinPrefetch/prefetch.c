#include "CUnspinPrefetch.h"
