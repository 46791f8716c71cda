#ifndef UNSPIN_REPORT_H
#define UNSPIN_REPORT_H
#include <stddef.h>
#include <stdint.h>

/// The style sheet and the script of the page that `--report` writes: UTF-8, not ended by a zero.
extern const uint8_t *const unspin_report_style;
extern const size_t unspin_report_style_bytes;
extern const uint8_t *const unspin_report_script;
extern const size_t unspin_report_script_bytes;
#endif
