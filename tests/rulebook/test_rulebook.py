"""The rulebook's worked examples come out as written, and the public pages are made from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.entrypoints.commands.main import run
from goldenthread.entrypoints.commands.rulebook import Example, examples
from tests.rulebook.working import work_out

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "docs" / "rulebook"
EXAMPLES = [example for page in sorted(HERE.glob("*.txt")) for example in examples(page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.page}:{example.line}")
def test_the_example_comes_out_as_written(example: Example) -> None:
    found = work_out(example)
    assert {name: found[name] for name in example.expected} == example.expected


def test_every_scheme_polarity_and_answer_has_an_example() -> None:
    rated = [example for example in EXAMPLES if example.subject == "rate"]
    assert {example.given["scheme"] for example in rated} == {
        "floor", "percent", "absolute", "last_year", "range", "met",
    }  # fmt: skip
    assert {example.given["polarity"] for example in rated} == {"higher", "lower", "target", "none"}
    assert {example.expected["rating"] for example in rated} == {
        "green", "amber", "red", "below", "within", "above",
        "no_data", "not_due", "no_target", "no_judgement", "not_comparable",
    }  # fmt: skip


def test_the_public_pages_are_made_from_the_examples() -> None:
    assert run(["rulebook", "--check", "--from", str(HERE), "--out", str(PAGES)]) == 0


def test_a_stale_page_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rulebook", "--from", str(HERE), "--out", str(tmp_path)]) == 0
    page = tmp_path / "rating.md"
    page.write_text(page.read_text(encoding="utf-8").replace("83.4", "83.5"), encoding="utf-8")
    assert run(["rulebook", "--check", "--from", str(HERE), "--out", str(tmp_path)]) == 1
    assert "rating.md" in capsys.readouterr().err
    assert "83.5" in page.read_text(encoding="utf-8")


def test_a_table_drawn_wrongly_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("[rate]\n| value || rating |\n| 3 | 4 || red |\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.txt line 3: 3 cells under 2 headings"):
        examples(page)


def test_a_folder_without_examples_is_wrong_usage(tmp_path: Path) -> None:
    assert run(["rulebook", "--from", str(tmp_path), "--out", str(tmp_path)]) == 2
