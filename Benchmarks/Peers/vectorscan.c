// Vectorscan's literal matcher: finds phrases, caseless, and keeps those that begin and end where words do. Nothing is replaced, which
// is in its favour.
//
//     vectorscan TEXT PHRASES
#include "timing.h"
#include <ctype.h>
#include <hs.h>
#include <string.h>

static char *text;
static size_t bytes;
static size_t *lengths;
static hs_database_t *database;
static hs_scratch_t *scratch;

static int is_word(size_t at) { return at < bytes && isalnum((unsigned char)text[at]); }

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    size_t start = to - lengths[id];
    if (!is_word(to) && (start == 0 || !is_word(start - 1))) ++*(uint64_t *)context;
    return 0;
}

static uint64_t scan(void *unused) {
    uint64_t matches = 0;
    if (hs_scan(database, text, bytes, 0, scratch, on_match, &matches) != HS_SUCCESS) exit(1);
    return matches;
}

int main(int count, char **arguments) {
    if (count < 3) return 64;
    text = read_file(arguments[1], &bytes);
    size_t list_bytes, phrases = 0;
    char *list = read_file(arguments[2], &list_bytes);
    for (size_t at = 0; at < list_bytes; at++) phrases += list[at] == '\n';
    const char **expressions = malloc(phrases * sizeof *expressions);
    unsigned *flags = malloc(phrases * sizeof *flags), *ids = malloc(phrases * sizeof *ids);
    lengths = malloc(phrases * sizeof *lengths);
    size_t number = 0;
    for (char *line = strtok(list, "\n"); line && number < phrases; line = strtok(NULL, "\n"), number++) {
        expressions[number] = line;
        lengths[number] = strlen(line);
        flags[number] = HS_FLAG_CASELESS;
        ids[number] = number;
    }
    hs_compile_error_t *error;
    if (hs_compile_lit_multi(expressions, flags, ids, lengths, number, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS) {
        fprintf(stderr, "vectorscan: %s\n", error->message);
        return 1;
    }
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 1;
    print_median(scan, NULL);
    return 0;
}
