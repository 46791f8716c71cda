#ifndef UNSPIN_JSON_H
#define UNSPIN_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Reads one JSON document at a time, such as a line of JSON lines. Its memory is used again for the next one.
/// Not to be shared by threads at the same time.
typedef struct unspin_json_parser unspin_json_parser;

/// What went wrong.
enum unspin_json_status {
    unspin_json_ok = 0,
    unspin_json_invalid = 1,
    unspin_json_malformed_utf8 = 2,
    unspin_json_too_deep = 3,
    unspin_json_too_large = 4,
    unspin_json_not_a_string = 5,
    /// A string holds half of a surrogate pair, so that it is no text.
    unspin_json_lone_surrogate = 6,
    unspin_json_wrong_shape = 7,
};

enum unspin_json_kind {
    unspin_json_object,
    unspin_json_array,
    unspin_json_string,
    unspin_json_other,
};

/// A field of an object.
typedef struct {
    /// Half-open byte range of the value as it is written, with its quotes.
    size_t start, end;
    int kind;
    /// Place among the fields.
    size_t index;
} unspin_json_field;

/// Bytes that belong to the parser, until it reads or gives out anything else.
typedef struct {
    const uint8_t *bytes;
    size_t count;
} unspin_json_text;

/// One element of an array of edits: [start, end, original].
typedef struct {
    uint64_t start, end;
    unspin_json_text original;
} unspin_json_edit;

/// One element of an array of changes: {"start", "end", "replacement", "original"} with perhaps "raw" and others.
typedef struct {
    uint64_t start, end;
    unspin_json_text replacement, original;
    /// The original as it was written in a JSON string; without bytes where the element does not say.
    unspin_json_text raw;
} unspin_json_change;

/// Returns NULL where there is no memory.
unspin_json_parser *unspin_json_create(void);
void unspin_json_destroy(unspin_json_parser *parser);

/// Copies the bytes and checks all of them. Must succeed before anything below is asked.
int unspin_json_read(unspin_json_parser *parser, const uint8_t *bytes, size_t count);
/// The outermost value is an object.
bool unspin_json_is_object(const unspin_json_parser *parser);
/// Goes to the object that these names lead to, from the outermost object on; what is asked below is asked of it. Without names,
/// goes back to the outermost object, where a reader stands at first. Returns false where there is no such object.
bool unspin_json_enter(unspin_json_parser *parser, const unspin_json_text *names, size_t count);
/// Finds the first field with this name.
bool unspin_json_find(const unspin_json_parser *parser, const uint8_t *name, size_t count, unspin_json_field *field);
/// How many fields the object has.
size_t unspin_json_field_count(const unspin_json_parser *parser);
/// Where a new field goes: after the last field, or after the opening brace where there is none.
size_t unspin_json_insertion(const unspin_json_parser *parser);
/// The unescaped string of a field.
int unspin_json_get_string(unspin_json_parser *parser, const unspin_json_field *field, unspin_json_text *text);
/// The strings of a field that is a string or an array of strings.
int unspin_json_get_strings(
    unspin_json_parser *parser, const unspin_json_field *field, const unspin_json_text **texts, size_t *count);
/// The elements of a field that is an array of edits.
int unspin_json_get_edits(
    unspin_json_parser *parser, const unspin_json_field *field, const unspin_json_edit **edits, size_t *count);
/// The elements of a field that is an array of changes.
int unspin_json_get_changes(
    unspin_json_parser *parser, const unspin_json_field *field, const unspin_json_change **changes, size_t *count);
/// A field that is a whole number, 0 or more.
int unspin_json_get_number(unspin_json_parser *parser, const unspin_json_field *field, uint64_t *number);

#ifdef __cplusplus
}
#endif

#endif
