/* Repairs standard input and tells on standard error what was changed.
 *
 *     cc repair.c $(pkg-config --cflags --libs unspin) -o repair
 *     ./repair min-confidence=0.9 < spun.txt > repaired.txt
 *
 * Each argument is an option of unspin_open().
 */
#include <stdio.h>
#include <stdlib.h>
#include <unspin.h>

static char *read_all(FILE *file, size_t *bytes) {
    size_t room = 1 << 16;
    char *text = malloc(room);
    *bytes = 0;
    while (text != NULL) {
        *bytes += fread(text + *bytes, 1, room - *bytes, file);
        if (*bytes < room) return text;
        char *larger = realloc(text, room *= 2);
        if (larger == NULL) free(text);
        text = larger;
    }
    return NULL;
}

int main(int argc, char **argv) {
    (void)argc;
    char error[512];
    unspin *unspinner = unspin_open((const char *const *)argv + 1, error, sizeof error);
    if (unspinner == NULL) {
        fprintf(stderr, "repair: %s\n", error);
        return 64;
    }
    size_t bytes;
    char *text = read_all(stdin, &bytes);
    if (text == NULL) {
        fprintf(stderr, "repair: the text does not fit into memory\n");
        return 70;
    }
    unspin_result *result = unspin_repair(unspinner, text, bytes);
    size_t output_bytes, count;
    const char *output = unspin_text(result, &output_bytes);
    fwrite(output, 1, output_bytes, stdout);
    const unspin_edit *edits = unspin_edits(result, &count);
    for (size_t i = 0; i < count; i++) {
        int original_bytes = (int)(edits[i].end - edits[i].start);
        fprintf(stderr, "%zu-%zu\t%.4f\t%.*s -> %s\n", edits[i].start, edits[i].end, edits[i].confidence, original_bytes,
                text + edits[i].start, edits[i].replacement);
    }
    unspin_free(result);
    unspin_close(unspinner);
    free(text);
    return 0;
}
