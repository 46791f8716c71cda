#include "CUnspinReport.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t style[] = {
#embed "report.css"
};
const uint8_t *const unspin_report_style = style;
const size_t unspin_report_style_bytes = sizeof style;

static const uint8_t script[] = {
#embed "report.js"
};
const uint8_t *const unspin_report_script = script;
const size_t unspin_report_script_bytes = sizeof script;
