"""A document as text: canonical JSON in, canonical JSON out, and the digest that names it."""

import hashlib
import json
import types
import typing
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from goldenthread.engines.charts import record
from goldenthread.engines.documents import model

FORMAT = 1
"""Version of the stored form. A reader refuses a newer one instead of guessing."""

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for module in (model, record)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind)
}


class DocumentError(ValueError):
    """A stored document cannot be read: its form is newer, or it was damaged."""


def to_json(document: model.Document) -> str:
    """Return ``document`` as canonical JSON: keys sorted, no spaces, decimals as text; equal documents, equal text."""
    return json.dumps(
        {"format": FORMAT, "document": _plain(document)},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(text: str) -> model.Document:
    """Return the document that :func:`to_json` wrote.

    Raises :class:`DocumentError` when the text is not one, is of a newer format, or names an unknown part.
    """
    try:
        stored = json.loads(text)
        if stored["format"] != FORMAT:
            raise DocumentError(f"This document is stored in format {stored['format']}; this version reads {FORMAT}.")
        document = _rebuilt(stored["document"], model.Document)
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(f"This is not a stored document: {error}.") from error
    if not isinstance(document, model.Document):
        raise DocumentError("This is not a stored document: its outermost part is something else.")
    return document


def digest(document: model.Document) -> str:
    """Return the SHA-256 of the canonical text, in hexadecimal: two documents with one digest are the same."""
    return hashlib.sha256(to_json(document).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        parts = {entry.name: _plain(getattr(value, entry.name)) for entry in fields(value)}
        return {"": type(value).__name__, **parts}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return str(value)
    return value


@cache
def _types(name: str) -> dict[str, Any]:
    return typing.get_type_hints(_KINDS[name])


def _rebuilt(value: Any, expected: Any) -> Any:
    if isinstance(value, dict):
        kind = _KINDS[value[""]]
        hints = _types(value[""])
        return kind(**{name: _rebuilt(part, hints[name]) for name, part in value.items() if name})
    if isinstance(value, list):
        inner = typing.get_args(expected)
        if not inner:
            return tuple(_rebuilt(part, Any) for part in value)
        if inner[-1] is Ellipsis:
            return tuple(_rebuilt(part, inner[0]) for part in value)
        return tuple(_rebuilt(part, hint) for part, hint in zip(value, inner, strict=True))
    if isinstance(value, str) and _is_decimal(expected):
        return Decimal(value)
    return value


@cache
def _is_decimal(expected: Any) -> bool:
    if isinstance(expected, types.UnionType):
        return Decimal in typing.get_args(expected)
    return expected is Decimal
