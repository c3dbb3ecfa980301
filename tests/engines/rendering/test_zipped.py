"""A zip file that forgets when and where it was made."""

import io
import zipfile

import pytest

from goldenthread.engines.rendering.zipped import steady


def packed(*, year: int, system: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (("b.xml", "<b/>"), ("a.png", "picture")):
            entry = zipfile.ZipInfo(name, date_time=(year, 5, 6, 7, 8, 10))
            entry.create_system = system
            entry.external_attr = system << 16
            archive.writestr(entry, content)
    return out.getvalue()


def test_files_that_differ_only_in_when_and_where_become_one() -> None:
    assert packed(year=2024, system=3) != packed(year=2031, system=0)
    assert steady(packed(year=2024, system=3)) == steady(packed(year=2031, system=0))


def test_order_and_contents_stay_and_pictures_are_not_packed_twice() -> None:
    with zipfile.ZipFile(io.BytesIO(steady(packed(year=2024, system=3)))) as archive:
        assert [(entry.filename, entry.compress_type) for entry in archive.infolist()] == [
            ("b.xml", zipfile.ZIP_DEFLATED),
            ("a.png", zipfile.ZIP_STORED),
        ]
        assert archive.read("b.xml") == b"<b/>"
        assert archive.testzip() is None


def test_a_part_can_be_edited_on_the_way() -> None:
    edited = steady(packed(year=2024, system=3), edits={"b.xml": lambda xml: xml.replace("b", "ŵ")})
    with zipfile.ZipFile(io.BytesIO(edited)) as archive:
        assert archive.read("b.xml").decode() == "<ŵ/>"


def test_an_edit_of_a_part_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match=r"c\.xml"):
        steady(packed(year=2024, system=3), edits={"c.xml": str})
