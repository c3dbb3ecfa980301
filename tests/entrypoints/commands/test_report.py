"""`goldenthread report` writes the six-monthly reports in every format, and says what it cannot write."""

from pathlib import Path

import pytest

from tests.entrypoints.commands.conftest import Run
from tests.stories.council import settle_agreement

ENDINGS = ("html", "pdf", "docx", "xlsx")


@pytest.mark.usefixtures("council")
def test_an_agreement_and_one_lead_officer_in_four_formats(goldenthread: Run, tmp_path: Path) -> None:
    settle_agreement()
    for name, more, stem in (
        ("agreement", [], "agreement-FY2022-H1-draft"),
        ("statement", ["--post", "HA"], "statement-FY2022-H1-HA-draft"),
    ):
        answer = goldenthread("report", name, "--period", "H1 2022/23", *more, "--out", str(tmp_path))
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.split() == [str(tmp_path / f"{stem}.{ending}") for ending in ENDINGS]
        assert all((tmp_path / f"{stem}.{ending}").stat().st_size > 1_000 for ending in ENDINGS)


@pytest.mark.usefixtures("council")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["agreement", "--period", "2022/23"], "“2022/23” is no monitoring point."),
        (["agreement", "--period", "H1 2022/23"], "No public partnership agreement was in force"),
        (["agreement", "--period", "H1 2022/23", "--view", "exception"], "has no view “exception”"),
        (["statement", "--period", "H1 2022/23", "--post", "NOBODY"], "The post NOBODY leads nothing"),
        (["statement", "--period", "H1 2022/23", "--post", "HA", "--freeze"], "an edition has every lead officer"),
    ],
)
def test_what_cannot_be_written_is_said(goldenthread: Run, tmp_path: Path, words: list[str], sentence: str) -> None:
    refused = goldenthread("report", *words, "--out", str(tmp_path))
    assert refused.code == 2
    assert sentence in refused.err
    assert list(tmp_path.iterdir()) == []
