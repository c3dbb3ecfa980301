"""How wide the columns of a Word table are."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.documents import Cell, Column, Rating, Row, Table
from goldenthread.engines.rendering.word_tables import column_widths
from tests.engines.rendering.sample import kpi_table, text

PAGE = 9638


def table(*cells: tuple[str, str, float]) -> Table:
    """A table of one row from (words, kind, width)."""
    return Table(
        identifier="t",
        caption="T",
        columns=tuple(
            Column(name=f"C{index}", kind=kind, width=width)  # type: ignore[arg-type] - kinds are written out below
            for index, (_, kind, width) in enumerate(cells)
        ),
        rows=(
            Row(
                cells=tuple(
                    Cell(inlines=text(words), number=Decimal(1) if kind == "number" else None)
                    for words, kind, _ in cells
                )
            ),
        ),
    )


def test_columns_of_words_share_as_they_ask() -> None:
    size, widths = column_widths(table(("a b", "text", 3), ("c d", "text", 1)), page=PAGE)
    assert size == 18
    assert sum(widths) == PAGE
    assert abs(widths[0] - 3 * widths[1]) < 5


def test_figures_take_what_they_need_and_words_the_rest() -> None:
    _, widths = column_widths(table(("An indicator", "text", 1), ("1,234", "number", 5)), page=PAGE)
    assert widths[0] > 5 * widths[1]


def test_no_column_is_narrower_than_its_longest_word() -> None:
    _, widths = column_widths(table(("word " * 30, "text", 30), ("incomprehensibilities", "text", 1)), page=PAGE)
    assert widths[1] >= len("incomprehensibilities") * 18 * 10 * 0.5


def test_letters_shrink_before_words_break() -> None:
    size, widths = column_widths(table(*[("1,234,567", "number", 1.0)] * 11), page=PAGE)
    assert size < 18
    assert sum(widths) == PAGE


def test_a_rating_fits_beside_its_shape() -> None:
    block = kpi_table()
    assert any(isinstance(inline, Rating) for inline in block.rows[0].cells[5].inlines)
    size, widths = column_widths(block, page=PAGE)
    assert size == 18
    assert widths[0] == max(widths)


@given(
    st.lists(
        st.tuples(
            st.text("ab c1,", max_size=60), st.sampled_from(["text", "number", "date", "rating"]), st.floats(0, 50)
        ),
        min_size=1,
        max_size=14,
    )
)
def test_columns_always_fill_the_page(cells: list[tuple[str, str, float]]) -> None:
    _, widths = column_widths(table(*cells), page=PAGE)
    assert sum(widths) == PAGE
    assert min(widths) > 0
