/* Unspin for C: gives English text that an article spinner has damaged its original wording back.
 *
 *     unspin *unspinner = unspin_open(NULL, NULL, 0);
 *     unspin_result *result = unspin_repair(unspinner, text, strlen(text));
 *     puts(unspin_text(result, NULL));
 *     unspin_free(result);
 *     unspin_close(unspinner);
 *
 * Ownership: unspin_close() frees what unspin_open() returned, unspin_free() what unspin_repair() returned. All else that a
 * function returns belongs to the object that it was asked of, and lives as long as that. What is passed in stays the caller's
 * and is not kept.
 *
 * Threads: one unspinner may be used by any number of threads at once, a result by any number of threads that read it. Only
 * unspin_close() and unspin_free() must come after all other uses of their argument.
 *
 * Text is UTF-8. Malformed bytes are no error: they come back as they are. Places are counted in bytes, from 0, and half open.
 */
#ifndef UNSPIN_H
#define UNSPIN_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A model with its tables. Opening one takes little more than a millisecond, since the built-in model is read in place. */
typedef struct unspin unspin;

/* A repaired text with what was changed in it. It does not need the unspinner any more. */
typedef struct unspin_result unspin_result;

/* One change. */
typedef struct unspin_edit {
    size_t start, end;        /* what stood there: bytes of the text that was passed in */
    const char *replacement;  /* what stands there now, ended by a zero byte */
    size_t replacement_bytes; /* without that zero byte */
    const char *step;         /* the step of the pipeline, such as "phrases" */
    const char *rule;         /* the rule within the step, such as "a/navy>military" */
    const char *reason;       /* one line for people */
    double confidence;        /* the probability that the change is right, from 0 to 1 */
} unspin_edit;

/* The version of the library, such as "0.1.0". */
const char *unspin_version(void);

/* Makes an unspinner. `options` is NULL, or an array that NULL ends, of words that mean what they mean to the command:
 *
 *     assume=auto|spun|clean    what is taken for granted about a text (auto)
 *     profile=NAME[,NAME]       the families of spinners to consider (all)
 *     steps=NAME[,NAME]         run only these steps
 *     skip=NAME[,NAME]          do not run these steps
 *     min-confidence=P          change only what is at least this sure, from 0 to 1
 *     table=TEXT                add a phrase table: not its path, but what is in it; may be given more than once
 *     only-tables               use nothing but the tables given with table=
 *     model=PATH                use this language model in place of the built-in one
 *
 * Returns NULL where an option, a table or the model is wrong. Then the reason is written to `error`, ended by a zero byte and
 * cut to `error_bytes` bytes in all. `error` may be NULL. */
unspin *unspin_open(const char *const *options, char *error, size_t error_bytes);

/* Frees an unspinner. NULL is let pass. */
void unspin_close(unspin *unspinner);

/* Repairs one document, of `bytes` bytes at `text`. Never returns NULL. Memory and time grow with the document: cut texts of
 * many megabytes at the ends of paragraphs. */
unspin_result *unspin_repair(const unspin *unspinner, const char *text, size_t bytes);

/* The repaired text, ended by a zero byte. Its bytes without that are written to `bytes` unless that is NULL. */
const char *unspin_text(const unspin_result *result, size_t *bytes);

/* The changes, in the order of their places, which do not overlap. How many there are is written to `count`. */
const unspin_edit *unspin_edits(const unspin_result *result, size_t *count);

/* The probability that any of the document was spun, from 0 to 1. */
double unspin_spun(const unspin_result *result);

/* The family of spinners that wrote it; NULL where it was probably none. */
const char *unspin_profile(const unspin_result *result);

/* Frees a result. NULL is let pass. */
void unspin_free(unspin_result *result);

#ifdef __cplusplus
}
#endif

#endif
