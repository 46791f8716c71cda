#ifndef UNSPIN_PEERS_TIMING_H
#define UNSPIN_PEERS_TIMING_H
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu_seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/// Prints the median seconds of seven calls, and what the last one returned.
static void print_median(uint64_t (*work)(void *), void *context) {
    double times[7];
    uint64_t result = work(context);
    for (int run = 0; run < 7; run++) {
        double start = cpu_seconds();
        result = work(context);
        times[run] = cpu_seconds() - start;
    }
    qsort(times, 7, sizeof *times, by_value);
    printf("%.9f %llu\n", times[3], (unsigned long long)result);
}

static char *read_file(const char *path, size_t *bytes) {
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(1); }
    fseek(file, 0, SEEK_END);
    *bytes = ftell(file);
    rewind(file);
    char *text = malloc(*bytes + 1);
    if (fread(text, 1, *bytes, file) != *bytes) { perror(path); exit(1); }
    text[*bytes] = 0;
    fclose(file);
    return text;
}

#endif
