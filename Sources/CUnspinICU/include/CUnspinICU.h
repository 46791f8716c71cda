#ifndef UNSPIN_ICU_H
#define UNSPIN_ICU_H
#endif
