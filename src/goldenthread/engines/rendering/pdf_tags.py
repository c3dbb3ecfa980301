"""The last touches on a tagged PDF: row headers that say so, and a small file that is the same every time."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf


def finished(pdf: bytes) -> bytes:
    """Return ``pdf`` with the first cell of every table row marked as the header of its row, and compressed.

    Typst marks column headers only; ISO 14289-1 (7.5) wants row headers too, with their scope. The identifier of
    the file comes from its content, so equal content gives equal bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for element in _elements(opened.Root.StructTreeRoot):
            if element.get("/S") == "/TR":
                _head(element)
        made = io.BytesIO()
        opened.save(
            made,
            deterministic_id=True,
            compress_streams=True,
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return made.getvalue()


def _elements(root: Any) -> Iterator[Any]:
    """Every structure element below ``root``; a stack, because a report is deeper than Python likes to recurse."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        children = element.get("/K")
        if children is None:
            continue
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                yield child
                waiting.append(child)


def _head(row: Any) -> None:
    cells = row.get("/K")
    first = cells[0] if isinstance(cells, pikepdf.Array) else cells
    if not isinstance(first, pikepdf.Dictionary) or first.get("/S") != "/TD":
        return
    first.S = pikepdf.Name.TH
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    known = first.get("/A")
    if known is None:
        first.A = scope
    elif isinstance(known, pikepdf.Array):
        known.append(scope)
    else:
        first.A = pikepdf.Array([known, scope])
