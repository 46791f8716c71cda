"""Unspin for Python, over its C interface: `unspin.h` documents it. Needs the shared library (`make install-library`) and nothing else.

    from unspin import Unspinner

    unspinner = Unspinner("min-confidence=0.9")
    unspinner.repair("…")           # the repaired text
    unspinner.explain("…").edits    # what was changed and why

UNSPIN_LIBRARY names the library where the system does not find it.
"""
import ctypes
import os
from typing import NamedTuple


class Edit(NamedTuple):
    """One change. `start` and `end` count the characters of the input, as Python does."""

    start: int
    end: int
    original: str
    replacement: str
    step: str
    rule: str
    reason: str
    confidence: float


class Repair(NamedTuple):
    text: str
    edits: list
    spun: float
    profile: str | None


class _Edit(ctypes.Structure):
    _fields_ = [
        ("start", ctypes.c_size_t),
        ("end", ctypes.c_size_t),
        ("replacement", ctypes.c_char_p),
        ("replacement_bytes", ctypes.c_size_t),
        ("step", ctypes.c_char_p),
        ("rule", ctypes.c_char_p),
        ("reason", ctypes.c_char_p),
        ("confidence", ctypes.c_double),
    ]


def _load():
    library = ctypes.CDLL(os.environ.get("UNSPIN_LIBRARY", "libunspin.so.0"))
    pointer, size = ctypes.c_void_p, ctypes.POINTER(ctypes.c_size_t)
    for name, result, arguments in [
        ("version", ctypes.c_char_p, []),
        ("open", pointer, [ctypes.POINTER(ctypes.c_char_p), ctypes.c_char_p, ctypes.c_size_t]),
        ("close", None, [pointer]),
        ("repair", pointer, [pointer, ctypes.c_char_p, ctypes.c_size_t]),
        ("text", pointer, [pointer, size]),
        ("edits", ctypes.POINTER(_Edit), [pointer, size]),
        ("spun", ctypes.c_double, [pointer]),
        ("profile", ctypes.c_char_p, [pointer]),
        ("free", None, [pointer]),
    ]:
        function = getattr(library, "unspin_" + name)
        function.restype, function.argtypes = result, arguments
    return library


_library = _load()
version = _library.unspin_version().decode()


class Unspinner:
    """A model with its tables, which threads may share. Calls let other threads run.

    Options are words such as "assume=spun"; a wrong one raises ValueError.
    """

    def __init__(self, *options):
        words = (ctypes.c_char_p * (len(options) + 1))(*(option.encode() for option in options), None)
        error = ctypes.create_string_buffer(512)
        self._unspinner = _library.unspin_open(words, error, len(error))
        if not self._unspinner:
            raise ValueError(error.value.decode())

    def __del__(self):
        if getattr(self, "_unspinner", None):
            _library.unspin_close(self._unspinner)

    def repair(self, text):
        """The repaired text."""
        return self._read(text, lambda result, source: self._text(result))

    def explain(self, text):
        """The repaired text with every change and its reason."""
        return self._read(text, self._explain)

    def _read(self, text, read):
        # Halves of surrogate pairs are no text that UTF-8 can hold; they pass through as they are.
        source = text.encode("utf-8", "surrogatepass")
        result = _library.unspin_repair(self._unspinner, source, len(source))
        try:
            return read(result, source)
        finally:
            _library.unspin_free(result)

    @staticmethod
    def _text(result):
        count = ctypes.c_size_t()
        start = _library.unspin_text(result, count)
        return ctypes.string_at(start, count.value).decode("utf-8", "surrogatepass")

    @classmethod
    def _explain(cls, result, source):
        count = ctypes.c_size_t()
        found = _library.unspin_edits(result, count)
        edits, characters, bytes_before = [], 0, 0
        for edit in found[: count.value]:
            characters += len(source[bytes_before : edit.start].decode("utf-8", "surrogatepass"))
            original = source[edit.start : edit.end].decode("utf-8", "surrogatepass")
            start, characters, bytes_before = characters, characters + len(original), edit.end
            edits.append(
                Edit(
                    start, characters, original, edit.replacement.decode(), edit.step.decode(), edit.rule.decode(),
                    edit.reason.decode(), edit.confidence,
                )
            )
        profile = _library.unspin_profile(result)
        return Repair(cls._text(result), edits, _library.unspin_spun(result), profile and profile.decode())
