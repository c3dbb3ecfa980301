"""Widths of columns on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.documents import Cell, Column, Row, Table, Text
from goldenthread.engines.rendering.pdf_columns import PAGE, fit


def table(*columns: Column, rows: tuple[tuple[str, ...], ...] = ()) -> Table:
    cells = tuple(Row(cells=tuple(Cell(inlines=(Text(text=word),)) for word in row)) for row in rows)
    return Table(identifier="t", caption="c", columns=columns, rows=cells)


def test_widths_follow_what_columns_ask_for_when_there_is_room() -> None:
    fitted = fit(table(Column(name="A", width=3), Column(name="B", width=1)))
    assert fitted.size == 9.5
    assert fitted.widths == pytest.approx((PAGE * 0.75, PAGE * 0.25), abs=0.02)


def test_figures_are_never_broken_however_little_their_column_asks_for() -> None:
    fitted = fit(
        table(Column(name="A", width=99), Column(name="B", kind="number", width=0.1), rows=(("x", "£1,234,567,890"),))
    )
    assert fitted.widths[1] > 14 * 0.55 * fitted.size


def test_many_columns_get_smaller_type() -> None:
    columns = tuple(Column(name=f"Column{index}", kind="number") for index in range(9))
    assert 6 <= fit(table(*columns, rows=(("1,234,567",) * 9,) * 2)).size < 9.5


@given(
    st.lists(
        st.tuples(st.text(max_size=40), st.floats(0, 9), st.sampled_from(["text", "number", "date"])),
        min_size=1,
        unique_by=lambda column: column[0],
    )
)
def test_any_table_fills_the_page_exactly(wanted: list[tuple[str, float, str]]) -> None:
    columns = tuple(Column(name=name, width=width, kind=kind) for name, width, kind in wanted)  # type: ignore[arg-type]  # kinds are written out above
    fitted = fit(table(*columns, rows=(tuple(name for name, _, _ in wanted),)))
    assert sum(fitted.widths) == pytest.approx(PAGE, abs=0.5)
    assert min(fitted.widths) > 0
