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
    const char *at = quote + 1;
    while (at < end) {
        if (*at == '"') return at + 1;
        if (*at != '\\') {
            at++;
            continue;
        }
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
    size_t insertion = 0;
    std::vector<Field> fields;
    std::string names;
    std::vector<unspin_json_text> texts;
    std::vector<unspin_json_edit> edits;

    const char *end() const { return bytes.data() + count; }

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
            // The parser stands at the token after the closing bracket: the outermost object goes on, so there is one.
            if (auto error = document.current_location().get(stop)) return status(error);
            while (isSpace(stop[-1])) stop--;
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

    int walk(ondemand::object object, int depth, bool isOutermost) {
        for (auto entry : object) {
            ondemand::field pair;
            if (auto error = std::move(entry).get(pair)) return status(error);
            const char *name = pair.key().raw();
            const char *nameEnd = afterString(name - 1, end());
            if (!nameEnd) return unspin_json_invalid;
            unspin_json_field field;
            if (int error = walk(pair.value(), depth + 1, isOutermost ? &field : nullptr)) return error;
            if (!isOutermost) continue;
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

    int read(const uint8_t *source, size_t size) {
        isObject = false;
        fields.clear();
        names.clear();
        count = size;
        if (size > largest) return unspin_json_too_large;
        if (bytes.size() < size + SIMDJSON_PADDING) bytes.resize(size + size / 2 + SIMDJSON_PADDING);
        if (size) std::memcpy(bytes.data(), source, size);
        std::memset(bytes.data() + size, ' ', SIMDJSON_PADDING);
        if (auto error = parser.iterate(bytes.data(), size, bytes.size()).get(document)) return status(error);
        ondemand::json_type type;
        if (auto error = document.type().get(type)) return status(error);
        if (type == ondemand::json_type::object) {
            ondemand::object object;
            if (auto error = document.get_object().get(object)) return status(error);
            if (int error = walk(object, 0, true)) return error;
            isObject = true;
        } else if (type == ondemand::json_type::array) {
            ondemand::array array;
            if (auto error = document.get_array().get(array)) return status(error);
            if (int error = walk(array, 0)) return error;
        } else {
            return readScalar();
        }
        const char *after;
        if (document.current_location().get(after) == SUCCESS) return unspin_json_invalid;
        const char *close = end();
        while (isSpace(close[-1])) close--;
        close--;
        while (isSpace(close[-1])) close--;
        insertion = size_t(close - bytes.data());
        return unspin_json_ok;
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
