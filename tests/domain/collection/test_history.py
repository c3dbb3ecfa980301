"""Loading history: definitions, targets and commentary became known when their rows say, not when they were loaded."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.collection.operations import IncomingFile, load
from goldenthread.domain.indicators import queries
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, tzinfo=UTC)
TODAY = date(2026, 11, 1)
FILES = {
    "definitions": (
        "indicator,valid_from,description,measure,decimals,polarity,basis,entered_at,entered_by\n"
        "AS07,2020-04-01,Share of assessments,percent,1,higher,single,2020-03-15,officer@downland.example\n"
    ),
    "targets-1": "indicator,period,target,floor,entered_at\nAS07,Q1 2026/27,85,80,2026-03-20\n",
    "targets-2": (
        "indicator,period,target,floor,approver,reason,entered_at\n"
        "AS07,Q1 2026/27,82,80,DIR,National change,2026-09-10\n"
    ),
    "observations": "indicator,period,value,entered_at\nAS07,Q1 2026/27,83.4,2026-07-20\n",
    "commentary": "indicator,period,context,entered_at\nAS07,Q1 2026/27,Demand rose.,2026-08-05\n",
}


@pytest.fixture(autouse=True)
def _council() -> None:
    assessment.forget()
    factories.authority()
    factories.indicator(define=False)
    factories.post()
    factories.user()


def _load(**changed: str) -> list[str]:
    files = [
        IncomingFile(kind=name.partition("-")[0], name=f"{name}.csv", content=text.encode())
        for name, text in (FILES | changed).items()
    ]
    outcome = load(
        files=files,
        by=factories.user(email="loader@downland.example", name="Loader"),
        at=NOW,
        accept_warnings=True,
        reason="History",
    )
    return [problem.sentence for problem in outcome.problems if problem.severity == "refused"]


def test_a_past_moment_knows_what_was_known_then() -> None:
    assert _load() == []

    def rating(moment: datetime) -> tuple[str, str | None]:
        [one] = assessment.scorecard(period="FY2026-Q1", today=TODAY, as_at=moment)
        return one.rating, None if one.target is None else str(one.target)

    assert rating(datetime(2026, 7, 10, tzinfo=UTC)) == ("not_due", "85")
    assert rating(datetime(2026, 8, 1, tzinfo=UTC)) == ("amber", "85")
    assert rating(datetime(2026, 9, 11, tzinfo=UTC)) == ("green", "82")
    assert queries.commentary(reference="AS07", as_at=datetime(2026, 8, 1, tzinfo=UTC)) == []
    assert [row.context for row in queries.commentary(reference="AS07")] == ["Demand rose."]


def test_who_entered_it_is_kept_and_the_load_stands_in_where_nobody_is_named() -> None:
    _load()
    assert [row.entered_by for row in queries.target_history(reference="AS07")] == ["Loader", "Loader"]
    assert queries.target_history(reference="AS07")[0].entered_at == datetime(2026, 9, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("targets-1", "indicator,period,target,entered_at\nAS07,Q1 2026/27,85,2027-01-01\n", "lies in the future"),
        ("commentary", "indicator,period,context,entered_by\nAS07,Q1 2026/27,Up.,a@b.example\n", "without a moment"),
        ("targets-1", "indicator,period,target,entered_at\nAS07,Q1 2026/27,85,soon\n", "is not a day or a moment"),
    ],
)
def test_history_that_cannot_be_is_refused(kind: str, text: str, words: str) -> None:
    [sentence] = [one for one in _load(**{kind: text}) if kind in one]
    assert words in sentence
