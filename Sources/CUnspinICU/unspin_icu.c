#include "CUnspinICU.h"
#include <pthread.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

static pthread_key_t iterators;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int has_key;

static void close_iterator(void *iterator) { ubrk_close(iterator); }

static void make_key(void) { has_key = pthread_key_create(&iterators, close_iterator) == 0; }

/// The thread's own iterator, made on first use (some tenths of a millisecond) and closed with the thread.
static UBreakIterator *own_iterator(void) {
    pthread_once(&once, make_key);
    if (!has_key) return NULL;
    UBreakIterator *iterator = pthread_getspecific(iterators);
    if (iterator) return iterator;
    UErrorCode error = U_ZERO_ERROR;
    iterator = ubrk_open(UBRK_WORD, "en", NULL, 0, &error);
    if (U_FAILURE(error)) return NULL;
    pthread_setspecific(iterators, iterator);
    return iterator;
}

int32_t unspin_cut_words(const uint8_t *bytes, int32_t count, unspin_word_segment *segments) {
    UBreakIterator *iterator = own_iterator();
    if (!iterator || count < 0) return -1;
    UErrorCode error = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, (const char *)bytes, count, &error);
    ubrk_setUText(iterator, &text, &error);
    int32_t written = -1;
    if (U_SUCCESS(error)) {
        written = 0;
        ubrk_first(iterator);
        for (int32_t end = ubrk_next(iterator); end != UBRK_DONE && written < count; end = ubrk_next(iterator)) {
            segments[written].end = end;
            segments[written].status = ubrk_getRuleStatus(iterator);
            written++;
        }
    }
    // The iterator keeps a shallow clone of the text: give it an empty one, so that it never points at bytes that are gone.
    UErrorCode reset = U_ZERO_ERROR;
    UText none = UTEXT_INITIALIZER;
    utext_openUTF8(&none, "", 0, &reset);
    ubrk_setUText(iterator, &none, &reset);
    utext_close(&none);
    utext_close(&text);
    return written;
}
