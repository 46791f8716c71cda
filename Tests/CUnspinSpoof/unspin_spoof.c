#include "CUnspinSpoof.h"
#include <unicode/uspoof.h>
#include <unicode/utf16.h>

static int32_t skeleton(USpoofChecker *checker, int32_t character, UChar *written, UErrorCode *error) {
    UChar text[2];
    int32_t length = 0;
    U16_APPEND_UNSAFE(text, length, character);
    return uspoof_getSkeleton(checker, 0, text, length, written, 32, error);
}

int unspin_spoof_confusable(int32_t left, int32_t right) {
    UErrorCode error = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&error);
    UChar first[32], second[32];
    int32_t one = skeleton(checker, left, first, &error);
    int32_t other = skeleton(checker, right, second, &error);
    uspoof_close(checker);
    if (U_FAILURE(error)) return -1;
    if (one != other) return 0;
    for (int32_t index = 0; index < one; index++) {
        if (first[index] != second[index]) return 0;
    }
    return 1;
}
