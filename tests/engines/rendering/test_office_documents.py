"""Whatever a report says, its Word file and its workbook follow the rules and lose no word."""

import io
from decimal import Decimal

import docx
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from goldenthread.engines.documents import (
    Bullets,
    Callout,
    Cell,
    Column,
    Direction,
    Document,
    Fact,
    Facts,
    Inline,
    Link,
    Paragraph,
    Rating,
    Row,
    Section,
    Spread,
    Strong,
    Table,
    Text,
)
from goldenthread.engines.documents.model import Block
from goldenthread.engines.rendering.excel import to_xlsx
from goldenthread.engines.rendering.office_text import all_inlines, clean, words
from goldenthread.engines.rendering.word import to_docx
from tests.engines.rendering import spreadsheet_rules, word_rules

# A sentence always starts with a letter: an empty title is the writer's fault, and the model says so.
SAID = st.builds("{}{}".format, st.sampled_from("Aŵ"), st.text(max_size=40))
# Symbols in a header are the writer's fault too (rule 19 of the checklist).
NAMES = st.text("ABCŵ é%=+-:'", min_size=1, max_size=20).map("C{}".format)
ANYTHING = st.text(max_size=20)
CODES = st.sampled_from(["green", "amber", "red", "within", "no_data", "not_due", "unheard of"])
INLINE = st.one_of(
    st.builds(Text, text=SAID),
    st.builds(Strong, text=SAID),
    st.builds(Link, text=SAID, href=st.sampled_from(["#one", "#gone", "https://a.example/?a=1&b=2", "javascript:x"])),
    st.builds(Rating, code=CODES, word=SAID),
    st.builds(Direction, code=st.sampled_from(["improving", "refused", "unheard of"]), word=SAID),
)
INLINES: st.SearchStrategy[tuple[Inline, ...]] = st.lists(INLINE, min_size=1, max_size=3).map(tuple)
NUMBERS = st.one_of(
    st.none(), st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18)
)
CELLS = st.builds(
    Cell,
    inlines=st.one_of(INLINES, st.builds(lambda said: (Text(text=said),), ANYTHING)),
    number=NUMBERS,
    unit=st.sampled_from(["", "percent", "money", "days", "seconds", "unheard of"]),
    decimals=st.one_of(st.none(), st.integers(0, 4)),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 4))
    kinds = st.sampled_from(["text", "number", "rating", "direction", "date"])
    columns = tuple(
        Column(
            name=draw(NAMES), kind=draw(kinds), width=draw(st.floats(0, 9)), unit=draw(st.sampled_from(["", "days"]))
        )
        for _ in range(count)
    )
    rows = st.builds(
        Row, cells=st.lists(CELLS, min_size=count, max_size=count).map(tuple), group=st.sampled_from(["", "G", "\x00"])
    )
    return Table(
        identifier=draw(ANYTHING),
        caption=draw(ANYTHING),
        columns=columns,
        rows=tuple(draw(st.lists(rows, max_size=4))),
        note=draw(ANYTHING),
        source=draw(ANYTHING),
    )


PARAGRAPHS = st.builds(Paragraph, inlines=INLINES, style=st.sampled_from(["body", "lead", "note"]))
LISTS = st.builds(Bullets, items=st.lists(INLINES, min_size=1, max_size=3).map(tuple), numbered=st.booleans())
COUNTS = st.lists(st.tuples(CODES, SAID, st.integers(0, 40), st.sampled_from(["", "53%", "one half"])), max_size=4)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    PARAGRAPHS,
    LISTS,
    st.builds(Facts, facts=st.lists(st.builds(Fact, name=SAID, inlines=INLINES), max_size=3).map(tuple)),
    st.builds(
        Callout,
        title=SAID,
        blocks=st.lists(st.one_of(PARAGRAPHS, LISTS), max_size=2).map(tuple),
        tone=st.sampled_from(["plain", "good", "warning", "bad"]),
    ),
    tables(),
    st.builds(Spread, identifier=ANYTHING, summary=SAID, counts=COUNTS.map(tuple)),
)


def sections(depth: int) -> st.SearchStrategy[Section]:
    inner = st.lists(sections(depth - 1), max_size=2).map(tuple) if depth else st.just(())
    return st.builds(
        Section,
        identifier=st.one_of(st.just("one"), ANYTHING),
        heading=SAID,
        blocks=st.lists(BLOCKS, max_size=3).map(tuple),
        sections=inner,
        new_page=st.booleans(),
    )


DOCUMENTS = st.builds(
    Document,
    identifier=ANYTHING,
    title=SAID,
    subtitle=ANYTHING,
    authority=ANYTHING,
    date=st.just("2025-09-01"),
    edition=ANYTHING,
    author=SAID,
    summary=ANYTHING,
    facts=st.lists(st.builds(Fact, name=SAID, inlines=INLINES), max_size=2).map(tuple),
    sections=st.lists(sections(2), min_size=2, max_size=3).map(tuple),
    marking=ANYTHING,
    licence=ANYTHING,
)
# No shrinking: a whole report takes minutes to shrink, and the fault is plain in the first one found.
CALM = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@CALM
@given(DOCUMENTS)
def test_every_word_file_follows_the_rules_and_has_every_word(document: Document) -> None:
    data = to_docx(document)
    assert word_rules.check(data) == []
    opened = docx.Document(io.BytesIO(data))
    said = "".join(node.text or "" for node in opened.element.iter(qn("w:t"))).replace("\xa0", " ")
    for inline in all_inlines(document):
        assert clean(words([inline])).replace("\xa0", " ").split() == [] or _flat(words([inline])) in _flat(said)


def _flat(text: str) -> str:
    return "".join(text.split())


@CALM
@given(DOCUMENTS)
def test_every_workbook_follows_the_rules(document: Document) -> None:
    assert spreadsheet_rules.check(to_xlsx(document)) == []


@CALM
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3))
def test_every_number_of_a_table_comes_back_exactly(number: Decimal) -> None:
    from tests.engines.rendering.test_excel import of, one, read

    data = of(one(Cell(inlines=(Text(text="shown"),), number=number), kind="number"))
    held = read(data, "1 One")[3][1]
    assert isinstance(held, float)
    assert Decimal(f"{held:.15g}") == number
