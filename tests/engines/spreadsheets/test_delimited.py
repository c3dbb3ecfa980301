"""CSV: what is read, and every malformed row named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engines.spreadsheets import UnreadableFileError, read_grid

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6) | st.sampled_from(
    ["", '"', ",", "a\nb", "é"]
)


def written(rows: list[list[str]]) -> bytes:
    lines = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return ("\r\n".join(lines) + "\r\n").encode()


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_what_was_written_comes_back(rows: list[list[str]]) -> None:
    grid = read_grid(written([["a", "b", "c"], *rows]), name="figures.csv")
    assert grid.cells.rows() == [tuple(cell or None for cell in row) for row in rows]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_marks_and_line_ends_do_not_matter(mark: bytes, end: bytes) -> None:
    grid = read_grid(mark + end.join([b"ref,name", b"007,0.10", b",caf\xc3\xa9"]), name="figures.csv")
    assert grid.header == ("ref", "name")
    assert grid.cells.rows() == [("007", "0.10"), (None, "café")]


def test_blank_lines_are_told_from_empty_rows() -> None:
    grid = read_grid(b"a,b\n1,2\n\n,\n3,\n\n", name="figures.csv")
    assert grid.blank == (1, 4)
    assert grid.cells.rows() == [("1", "2"), (None, None), (None, None), ("3", None), (None, None)]


def test_every_misshapen_row_is_named() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_grid(b'a,b,c\n1,2\n1,2,3\n1,2,3,4\n"x\ny",2,3\n1\n', name="figures.csv")
    assert [(p.row, p.seen) for p in refused.value.problems] == [
        (2, "the row has 2 fields"),
        (4, "the row has 4 fields"),
        (6, "the row has 1 field"),
    ]


def test_a_short_row_is_found_among_quoted_ones() -> None:
    with pytest.raises(UnreadableFileError, match="row 3: the row has 2 fields"):
        read_grid(b'a,b,c\n"1,5",2,\n"1,5,5",2\n1,2,\n', name="figures.csv")


def test_a_thousand_are_listed_and_all_are_counted() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_grid(b"a,b\n" + b"1\n" * 1_500, name="figures.csv")
    assert (len(refused.value.problems), refused.value.total) == (1_000, 1_500)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "0 bytes"),
        (b"\n \r\n", "nothing but blank lines"),
        (b"a;b\n1;2\n", "separated by semicolons"),
        (b"a\tb\n1\t2\n", "separated by tabs"),
        (b"a|b\n1|2\n", "separated by upright bars"),
        (
            b"a,b\n1,caf\xe9\n",
            r"row 2, column 2: .* it looks like Windows-1252 \(near '1,café'\)",
        ),
        (b"a,\xa3b\n1,2\n", "row 1, column 2: it is not encoded as UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-16"),
        (b"a,b\n1,2\x00\n", "binary data"),
        (b"%PDF-1.7\n", "it is a PDF"),
        (b"\x1f\x8b\x08", "it is a compressed file"),
        (b'a,b\n1,"2\n3,4\n', "quotation marks do not match"),
        (b'a,b\n"1"x,2\n', "row 2: its quotation marks do not match"),
        (b'"a,b\n1,2\n', "first row cannot be read"),
    ],
)
def test_what_is_no_csv_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        read_grid(data, name="figures.csv")


@given(st.binary(max_size=200))
def test_junk_is_read_or_refused_but_never_breaks(data: bytes) -> None:
    try:
        grid = read_grid(data, name="figures.csv")
    except UnreadableFileError:
        return
    assert grid.cells.width == len(grid.header)
