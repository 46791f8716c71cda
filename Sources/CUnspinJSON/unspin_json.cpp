#include "CUnspinJSON.h"

#include <cstring>
#include <exception>
#include <new>
#include <simdjson.h>
#include <string>
#include <utility>
#include <vector>

using namespace simdjson;

namespace {

// Each level takes a few hundred bytes of stack.
constexpr int deepest = 1000;
// Memory for lines longer than this, some seven bytes for each of theirs, is given back after them.
constexpr size_t roomy = size_t(1) << 17;
constexpr size_t largest = 0xFFFFFFFF - SIMDJSON_PADDING;

struct Field {
    size_t nameStart, nameBytes;
    unspin_json_field field;
};

bool isSpace(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }
bool isDigit(char byte) { return byte >= '0' && byte <= '9'; }
bool isHex(char byte) { return isDigit(byte) || ((byte | 32) >= 'a' && (byte | 32) <= 'f'); }

// simdjson checks numbers while it converts them, and refuses those that no machine number can hold. JSON allows them.
bool isNumber(const char *at, const char *end) {
    if (at < end && *at == '-') at++;
    if (at == end || !isDigit(*at)) return false;
    if (*at == '0') at++;
    else while (at < end && isDigit(*at)) at++;
    if (at < end && *at == '.') {
        if (++at == end || !isDigit(*at)) return false;
        while (at < end && isDigit(*at)) at++;
    }
    if (at < end && (*at | 32) == 'e') {
        at++;
        if (at < end && (*at == '+' || *at == '-')) at++;
        if (at == end || !isDigit(*at)) return false;
        while (at < end && isDigit(*at)) at++;
    }
    return at == end;
}

bool isScalar(const char *at, size_t count) {
    auto is = [&](const char *word) { return count == std::strlen(word) && std::memcmp(at, word, count) == 0; };
    return is("true") || is("false") || is("null") || isNumber(at, at + count);
}

// The byte after the closing quote; null where an escape is none. Quotes and control characters are checked already.
const char *afterString(const char *quote, const char *end) {
    const char *at = quote + 1, *close = nullptr;
    while (at < end) {
        // The C library scans many bytes at a time.
        if (!close || close < at) close = static_cast<const char *>(std::memchr(at, '"', size_t(end - at)));
        if (!close) return nullptr;
        at = static_cast<const char *>(std::memchr(at, '\\', size_t(close - at)));
        if (!at) return close + 1;
        if (++at == end) return nullptr;
        if (*at == 'u') {
            if (end - at < 5 || !isHex(at[1]) || !isHex(at[2]) || !isHex(at[3]) || !isHex(at[4])) return nullptr;
            at += 5;
        } else {
            if (!std::strchr("\"\\/bfnrt", *at)) return nullptr;
            at++;
        }
    }
    return nullptr;
}

int status(error_code error) {
    switch (error) {
    case SUCCESS: return unspin_json_ok;
    case UTF8_ERROR: return unspin_json_malformed_utf8;
    case CAPACITY: return unspin_json_too_large;
    default: return unspin_json_invalid;
    }
}

unspin_json_text text(std::string_view view) {
    return {reinterpret_cast<const uint8_t *>(view.data()), view.size()};
}

}

struct unspin_json_parser {
    ondemand::parser parser;
    ondemand::document document;
    std::vector<char> bytes;
    size_t count = 0;
    bool isObject = false;
    // The outermost object was entered last, and all of it was read.
    bool isAtRoot = false;
    // What follows is of the object that was entered.
    std::vector<size_t> trail;
    size_t insertion = 0;
    std::vector<Field> fields;
    std::string names;
    std::vector<unspin_json_text> texts;
    std::vector<unspin_json_edit> edits;
    std::vector<unspin_json_change> changes;

    const char *end() const { return bytes.data() + count; }

    // The end of an inner object or array that was just walked. The parser stands at the token after the closing bracket: the
    // outermost object goes on, so there is one.
    simdjson_result<const char *> afterBracket() {
        const char *stop;
        if (auto error = document.current_location().get(stop)) return error;
        while (isSpace(stop[-1])) stop--;
        return stop;
    }

    int walk(ondemand::value value, int depth, unspin_json_field *field) {
        if (depth > deepest) return unspin_json_too_deep;
        ondemand::json_type type;
        if (auto error = value.type().get(type)) return status(error);
        std::string_view token = value.raw_json_token();
        const char *start = token.data(), *stop = nullptr;
        int kind = unspin_json_other;
        switch (type) {
        case ondemand::json_type::object: {
            kind = unspin_json_object;
            ondemand::object object;
            if (auto error = value.get_object().get(object)) return status(error);
            if (int error = walk(object, depth, false)) return error;
            break;
        }
        case ondemand::json_type::array: {
            kind = unspin_json_array;
            ondemand::array array;
            if (auto error = value.get_array().get(array)) return status(error);
            if (int error = walk(array, depth)) return error;
            break;
        }
        case ondemand::json_type::string: {
            kind = unspin_json_string;
            ondemand::raw_json_string raw;
            if (auto error = value.get_raw_json_string().get(raw)) return status(error);
            stop = afterString(start, end());
            if (!stop) return unspin_json_invalid;
            break;
        }
        default:
            stop = start + token.size();
            while (stop > start && isSpace(stop[-1])) stop--;
            if (!isScalar(start, size_t(stop - start))) return unspin_json_invalid;
        }
        if (!field) return unspin_json_ok;
        if (!stop) {
            if (auto error = afterBracket().get(stop)) return status(error);
        }
        *field = {size_t(start - bytes.data()), size_t(stop - bytes.data()), kind, fields.size()};
        return unspin_json_ok;
    }

    int walk(ondemand::array array, int depth) {
        for (auto element : array) {
            ondemand::value value;
            if (auto error = element.get(value)) return status(error);
            if (int error = walk(value, depth + 1, nullptr)) return error;
        }
        return unspin_json_ok;
    }

    int walk(ondemand::object object, int depth, bool collects) {
        for (auto entry : object) {
            ondemand::field pair;
            if (auto error = std::move(entry).get(pair)) return status(error);
            const char *name = pair.key().raw();
            const char *nameEnd = afterString(name - 1, end());
            if (!nameEnd) return unspin_json_invalid;
            unspin_json_field field;
            if (int error = walk(pair.value(), depth + 1, collects ? &field : nullptr)) return error;
            if (!collects) continue;
            size_t nameStart = names.size();
            if (std::memchr(name, '\\', size_t(nameEnd - 1 - name))) {
                std::string_view unescaped;
                // A name with half a surrogate pair is no name that anyone can ask for.
                if (pair.unescaped_key().get(unescaped) == SUCCESS) names += unescaped;
                else names += '\xFF';
            } else {
                names.append(name, size_t(nameEnd - 1 - name));
            }
            fields.push_back({nameStart, names.size() - nameStart, field});
        }
        return unspin_json_ok;
    }

    void makeRoom(size_t size) {
        size_t needed = size + SIMDJSON_PADDING;
        if (bytes.size() > roomy && needed < roomy) {
            // One long line must not charge its memory to all later ones.
            bytes = std::vector<char>();
            parser = ondemand::parser();
        }
        if (bytes.size() >= needed) return;
        // What is there is not needed, so that it is not copied either.
        bytes = std::vector<char>();
        bytes.resize(needed < roomy ? needed + needed / 2 : needed);
    }

    int read(const uint8_t *source, size_t size) {
        isObject = false;
        fields.clear();
        names.clear();
        trail.clear();
        count = size;
        if (size > largest) return unspin_json_too_large;
        makeRoom(size);
        if (size) std::memcpy(bytes.data(), source, size);
        std::memset(bytes.data() + size, ' ', SIMDJSON_PADDING);
        if (auto error = parser.iterate(bytes.data(), size, bytes.size()).get(document)) return status(error);
        ondemand::json_type type;
        if (auto error = document.type().get(type)) return status(error);
        if (type == ondemand::json_type::object) {
            ondemand::object object;
            if (auto error = document.get_object().get(object)) return status(error);
            if (int error = walk(object, 0, true)) return error;
            isObject = isAtRoot = true;
        } else if (type == ondemand::json_type::array) {
            ondemand::array array;
            if (auto error = document.get_array().get(array)) return status(error);
            if (int error = walk(array, 0)) return error;
        } else {
            return readScalar();
        }
        const char *after;
        if (document.current_location().get(after) == SUCCESS) return unspin_json_invalid;
        const char *stop = end();
        while (isSpace(stop[-1])) stop--;
        setInsertion(stop);
        return unspin_json_ok;
    }

    // `stop` is the end of the object.
    void setInsertion(const char *stop) {
        stop--;
        while (isSpace(stop[-1])) stop--;
        insertion = size_t(stop - bytes.data());
    }

    // Goes to an object within the outermost one, or back to that; false where there is none.
    bool enter(const unspin_json_text *path, size_t levels) {
        if (!isObject) return false;
        if (levels == 0 && isAtRoot) return true;
        isAtRoot = false;
        trail.clear();
        fields.clear();
        names.clear();
        document.rewind();
        ondemand::object object;
        if (document.get_object().get(object)) return false;
        for (size_t level = 0; level < levels; level++) {
            std::string_view name(reinterpret_cast<const char *>(path[level].bytes), path[level].count);
            size_t place = 0;
            bool isFound = false;
            for (auto entry : object) {
                ondemand::field pair;
                if (std::move(entry).get(pair)) return false;
                std::string_view key;
                isFound = !pair.unescaped_key().get(key) && key == name;
                if (isFound) {
                    ondemand::object inner;
                    if (pair.value().get_object().get(inner)) return false;
                    object = inner;
                    break;
                }
                place++;
            }
            if (!isFound) return false;
            trail.push_back(place);
        }
        if (walk(object, int(levels), true)) return false;
        const char *stop = end();
        if (levels > 0) {
            if (afterBracket().get(stop)) return false;
        } else {
            while (isSpace(stop[-1])) stop--;
        }
        setInsertion(stop);
        isAtRoot = levels == 0;
        return true;
    }

    int readScalar() {
        const char *start = bytes.data(), *stop = end();
        while (start < stop && isSpace(*start)) start++;
        while (stop > start && isSpace(stop[-1])) stop--;
        bool isRight = start < stop && (*start == '"' ? afterString(start, stop) == stop : isScalar(start, size_t(stop - start)));
        return isRight ? unspin_json_ok : unspin_json_invalid;
    }

    // The walk has checked everything up to here, so only surrogates can be wrong in a string.
    int at(size_t index, ondemand::value &value) {
        document.rewind();
        ondemand::object object;
        if (auto error = document.get_object().get(object)) return status(error);
        for (size_t place : trail) {
            ondemand::value inner;
            if (int error = at(object, place, inner)) return error;
            if (auto error = inner.get_object().get(object)) return status(error);
        }
        return at(object, index, value);
    }

    int at(ondemand::object object, size_t index, ondemand::value &value) {
        size_t place = 0;
        for (auto entry : object) {
            ondemand::field pair;
            if (auto error = std::move(entry).get(pair)) return status(error);
            if (place++ != index) continue;
            value = pair.value();
            return unspin_json_ok;
        }
        return unspin_json_wrong_shape;
    }

    int string(ondemand::value value, unspin_json_text &result) {
        ondemand::json_type type;
        if (auto error = value.type().get(type)) return status(error);
        if (type != ondemand::json_type::string) return unspin_json_not_a_string;
        std::string_view view;
        if (value.get_string().get(view)) return unspin_json_lone_surrogate;
        result = text(view);
        return unspin_json_ok;
    }
};

namespace {

// No exception may reach C; what can be thrown is a lack of memory.
template <typename Body> int guarded(Body body) {
    try {
        return body();
    } catch (const std::exception &) {
        return unspin_json_too_large;
    }
}

}

unspin_json_parser *unspin_json_create(void) { return new (std::nothrow) unspin_json_parser; }

void unspin_json_destroy(unspin_json_parser *parser) { delete parser; }

int unspin_json_read(unspin_json_parser *parser, const uint8_t *bytes, size_t count) {
    return guarded([&] { return parser->read(bytes, count); });
}

bool unspin_json_is_object(const unspin_json_parser *parser) { return parser->isObject; }

bool unspin_json_find(const unspin_json_parser *parser, const uint8_t *name, size_t count, unspin_json_field *field) {
    for (const Field &known : parser->fields) {
        if (known.nameBytes != count || std::memcmp(parser->names.data() + known.nameStart, name, count) != 0) continue;
        *field = known.field;
        return true;
    }
    return false;
}

bool unspin_json_enter(unspin_json_parser *parser, const unspin_json_text *names, size_t count) {
    try {
        return parser->enter(names, count);
    } catch (const std::exception &) {
        return false;
    }
}

size_t unspin_json_field_count(const unspin_json_parser *parser) { return parser->fields.size(); }

size_t unspin_json_insertion(const unspin_json_parser *parser) { return parser->insertion; }

int unspin_json_get_string(unspin_json_parser *parser, const unspin_json_field *field, unspin_json_text *text) {
    return guarded([&]() -> int {
        ondemand::value value;
        if (int error = parser->at(field->index, value)) return error;
        return parser->string(value, *text);
    });
}

int unspin_json_get_strings(
    unspin_json_parser *parser, const unspin_json_field *field, const unspin_json_text **texts, size_t *count
) {
    return guarded([&]() -> int {
        parser->texts.clear();
        ondemand::value value;
        if (int error = parser->at(field->index, value)) return error;
        if (field->kind == unspin_json_string) {
            parser->texts.emplace_back();
            if (int error = parser->string(value, parser->texts.back())) return error;
        } else {
            ondemand::array array;
            if (value.get_array().get(array)) return unspin_json_wrong_shape;
            for (auto element : array) {
                ondemand::value item;
                if (auto error = element.get(item)) return status(error);
                parser->texts.emplace_back();
                if (int error = parser->string(item, parser->texts.back())) return error;
            }
        }
        *texts = parser->texts.data();
        *count = parser->texts.size();
        return unspin_json_ok;
    });
}

int unspin_json_get_edits(
    unspin_json_parser *parser, const unspin_json_field *field, const unspin_json_edit **edits, size_t *count
) {
    return guarded([&]() -> int {
        parser->edits.clear();
        ondemand::value value;
        if (int error = parser->at(field->index, value)) return error;
        ondemand::array array;
        if (value.get_array().get(array)) return unspin_json_wrong_shape;
        for (auto element : array) {
            ondemand::array parts;
            if (element.get_array().get(parts)) return unspin_json_wrong_shape;
            unspin_json_edit edit = {0, 0, {nullptr, 0}};
            size_t place = 0;
            for (auto part : parts) {
                ondemand::value item;
                if (auto error = part.get(item)) return status(error);
                if (place < 2) {
                    if (item.get_uint64().get(place == 0 ? edit.start : edit.end)) return unspin_json_wrong_shape;
                } else if (place == 2) {
                    if (int error = parser->string(item, edit.original)) return error;
                } else {
                    return unspin_json_wrong_shape;
                }
                place++;
            }
            if (place != 3) return unspin_json_wrong_shape;
            parser->edits.push_back(edit);
        }
        *edits = parser->edits.data();
        *count = parser->edits.size();
        return unspin_json_ok;
    });
}

int unspin_json_get_changes(
    unspin_json_parser *parser, const unspin_json_field *field, const unspin_json_change **changes, size_t *count
) {
    return guarded([&]() -> int {
        parser->changes.clear();
        ondemand::value value;
        if (int error = parser->at(field->index, value)) return error;
        ondemand::array array;
        if (value.get_array().get(array)) return unspin_json_wrong_shape;
        for (auto element : array) {
            ondemand::object object;
            if (element.get_object().get(object)) return unspin_json_wrong_shape;
            unspin_json_change change = {};
            unsigned found = 0;
            for (auto entry : object) {
                ondemand::field pair;
                if (auto error = std::move(entry).get(pair)) return status(error);
                std::string_view key;
                if (pair.unescaped_key().get(key)) continue;
                ondemand::value item = pair.value();
                int error = unspin_json_ok;
                if (key == "start") found |= 1, error = item.get_uint64().get(change.start) ? unspin_json_wrong_shape : 0;
                else if (key == "end") found |= 2, error = item.get_uint64().get(change.end) ? unspin_json_wrong_shape : 0;
                else if (key == "replacement") found |= 4, error = parser->string(item, change.replacement);
                else if (key == "original") found |= 8, error = parser->string(item, change.original);
                else if (key == "raw") error = parser->string(item, change.raw);
                if (error) return error;
            }
            if (found != 15) return unspin_json_wrong_shape;
            parser->changes.push_back(change);
        }
        *changes = parser->changes.data();
        *count = parser->changes.size();
        return unspin_json_ok;
    });
}

int unspin_json_get_number(unspin_json_parser *parser, const unspin_json_field *field, uint64_t *number) {
    return guarded([&]() -> int {
        ondemand::value value;
        if (int error = parser->at(field->index, value)) return error;
        return value.get_uint64().get(*number) ? unspin_json_wrong_shape : unspin_json_ok;
    });
}
