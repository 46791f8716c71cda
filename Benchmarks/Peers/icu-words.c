// The system's ICU, alone: goes through the words of a UTF-8 text and counts them.
//
//     icu-words TEXT
#include "timing.h"
#include <unicode/ubrk.h>
#include <unicode/utext.h>

static char *text;
static size_t bytes;

static uint64_t count_words(void *iterator) {
    UErrorCode error = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, text, bytes, &error);
    ubrk_setUText(iterator, &view, &error);
    if (U_FAILURE(error)) exit(1);
    uint64_t words = 0;
    ubrk_first(iterator);
    while (ubrk_next(iterator) != UBRK_DONE) words += ubrk_getRuleStatus(iterator) >= UBRK_WORD_NONE_LIMIT;
    utext_close(&view);
    return words;
}

int main(int count, char **arguments) {
    if (count < 2) return 64;
    text = read_file(arguments[1], &bytes);
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_WORD, "en", NULL, 0, &error);
    if (U_FAILURE(error)) return 1;
    print_median(count_words, iterator);
    return 0;
}
