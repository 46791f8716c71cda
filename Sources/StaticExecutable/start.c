// Linked by `make static` only, and no part of the package: what the Swift runtime asks of the system before `main`, answered
// without /proc, so that the command runs in a root that holds nothing else.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/auxv.h>

extern void _swift_stdlib_overrideUnsafeArgvArgc(char **argv, int argc);

// The runtime would read the arguments from /proc/self/cmdline. The C library hands them to constructors.
__attribute__((constructor)) static void keepArguments(int argc, char **argv) {
    _swift_stdlib_overrideUnsafeArgvArgc(argv, argc);
}

// The runtime looks for its own library and stops where there is none. Here the executable is all that there is; the C
// library's own dladdr finds nothing in static executables.
int dladdr(const void *address, Dl_info *information) {
    *information = (Dl_info){.dli_fname = (const char *)getauxval(AT_EXECFN), .dli_fbase = (void *)address};
    return 1;
}
