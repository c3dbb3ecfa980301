"""A stored document is the document."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.documents import (
    Cell,
    Column,
    Document,
    DocumentError,
    Row,
    Section,
    Table,
    TableError,
    Text,
    digest,
    from_json,
    to_json,
)
from tests.engines.rendering.sample import sample_document


def test_document_comes_back_equal_and_its_text_is_canonical() -> None:
    document = sample_document()
    assert from_json(to_json(document)) == document
    assert to_json(from_json(to_json(document))) == to_json(document)


@given(st.decimals(allow_nan=False, allow_infinity=False), st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_numbers_and_words_come_back_exactly(number: Decimal, words: str) -> None:
    cell = Cell(inlines=(Text(text=words),), number=number)
    table = Table(identifier="t", caption=words, columns=(Column(name=words),), rows=(Row(cells=(cell,)),))
    document = replace(sample_document(), sections=(Section(identifier="s", heading=words, blocks=(table,)),))
    back = from_json(to_json(document))
    assert back == document
    (block,) = back.sections[0].blocks
    assert isinstance(block, Table)
    assert str(block.rows[0].cells[0].number) == str(number)
    assert digest(back) == digest(document)


def test_other_document_has_another_digest() -> None:
    assert digest(replace(sample_document(), marking="Draft")) != digest(sample_document())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "{",
        '{"format":1}',
        '{"format":1,"document":{"":"Nothing"}}',
        '{"format":1,"document":{"":"Text","text":"x"}}',
        '{"format":1,"document":{"":"Document"}}',
    ],
)
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="not a stored document"):
        from_json(text)


def test_newer_form_is_refused_and_not_guessed() -> None:
    stored = json.loads(to_json(sample_document())) | {"format": 2}
    with pytest.raises(DocumentError, match="stored in format 2; this version reads 1"):
        from_json(json.dumps(stored))


def test_document_cannot_be_changed() -> None:
    document: Document = sample_document()
    with pytest.raises(AttributeError):
        document.title = "Other"  # type: ignore[misc]  # the mistake that is refused


@pytest.mark.parametrize(("columns", "cells"), [((), 0), (("a",), 0), (("a",), 2), (("a", "b"), 1)])
def test_table_whose_rows_do_not_fit_its_columns_is_refused(columns: tuple[str, ...], cells: int) -> None:
    row = Row(cells=(Cell(inlines=(Text(text="x"),)),) * cells)
    with pytest.raises(TableError, match="“Reds”"):
        Table(identifier="t", caption="Reds", columns=tuple(Column(name=name) for name in columns), rows=(row,))
