"""What an audit event stored is what is there: changed, lost and smuggled-in revisions are named."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.domain.append_only import drop_statements
from goldenthread.domain.collection.operations import IncomingFile, load, record_observation
from goldenthread.domain.indicators import lookups
from goldenthread.domain.indicators.models import Commentary, Definition, Observation, Target
from goldenthread.domain.indicators.rules.seals import STRETCH, digests
from tests.domain.collection.conftest import AT, COUNCIL, incoming

LATER = datetime(2024, 7, 2, 8, 30, 15, 120, tzinfo=UTC)
MORE = {
    "targets": "indicator,period,target,floor,apportion,shares\nA1,2022/23,10.50,,same,\n"
    "P1,2022/23,1000,,shares,0.4;0.3;0.2;0.1\n",
    "commentary": 'indicator,period,context,action_by\nA1,Q1 2022/23,"Said ""so"", £5",2022-09-01\n',
    "observations": "indicator,period,value,status,status_reason,note,as_at,entered_at,reason\n"
    "A1,Q3 2022/23,,not_available,Not counted,,,2023-01-05T10:00:00.5,\n"
    "C1,Q2 2022/23,-0.00,final,,Line,2022-10-01,2023-01-05,\n",
}


@pytest.fixture
def stored(db: None) -> None:
    """Every kind of revision, from files and typed in, with the guards taken away."""
    assert load(files=incoming(COUNCIL), by=None, at=AT).stored
    outcome = load(files=incoming(MORE), by=None, at=LATER, accept_warnings=True, reason="Checked")
    assert outcome.stored, outcome.problems
    outcome = record_observation(
        indicator="B1", period="Apr 2022", value="1001", by=_somebody(), at=LATER, reason="Counted again"
    )
    assert outcome.stored, outcome.problems
    with connection.cursor() as cursor:
        for statement in drop_statements(vendor=connection.vendor):
            cursor.execute(statement)


def _somebody() -> Any:
    return Observation.objects.order_by("id")[0].entered_by


def test_what_nobody_touched_is_whole(stored: None) -> None:
    assert list(lookups.findings()) == []
    assert lookups.counted() == 4 + 2 + 1 + 5 + 2 + 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda: Observation.objects.filter(pk=2).update(value="1"), "figures 1 to 5: at least one of them is not"),
        (lambda: Observation.objects.filter(pk=8).update(reason="None"), "figure revision 8: it is not as it was"),
        (lambda: Observation.objects.filter(pk=2).update(entered_at=LATER), "figures 1 to 5"),
        (lambda: Observation.objects.filter(pk=6).update(note="None"), "figures 6 to 7"),
        (lambda: Observation.objects.filter(pk=3).delete(), "figures 1 to 5: 1 of them is missing"),
        (lambda: Observation.objects.filter(pk=8).delete(), "figure revision 8: 1 of them is missing"),
        (lambda: Observation.objects.filter(pk=2).update(event_id=8), "figures 1 to 5"),
        (lambda: Target.objects.filter(pk=1).update(floor="9"), "targets 1 to 2"),
        (lambda: Target.objects.filter(pk=2).update(shares=["1", "0", "0", "0"]), "targets 1 to 2"),
        (lambda: Definition.objects.filter(pk=1).update(breaks_series=True), "definitions 1 to 4"),
        (lambda: Commentary.objects.filter(pk=1).update(context="All is well"), "commentary revision 1"),
    ],
)
def test_what_was_changed_behind_the_program_is_named(stored: None, change: Callable[[], Any], named: str) -> None:
    change()
    (found,) = lookups.findings()
    assert named in found


def test_a_figure_put_in_by_hand_is_named(stored: None) -> None:
    copy = Observation.objects.get(pk=2)
    copy.pk, copy.number = None, 9
    copy.reason = "Because"
    copy.save(force_insert=True)
    assert list(lookups.findings()) == ["1 figure (revision 9) was put in by hand: no audit event made it."]


def test_a_long_file_is_sealed_in_stretches(stored: None, tmp_path: Path) -> None:
    rows = 2 * STRETCH + 3
    months = pl.DataFrame({"n": range(rows)}).select(
        pl.lit("C1").alias("indicator"),
        pl.lit("Q1 2023/24").alias("period"),
        pl.format("Group {}", "n").alias("breakdown"),
        (pl.col("n") % 50 + 1).alias("value"),
    )
    file = tmp_path / "observations.csv"
    months.write_csv(file)
    outcome = load(files=[IncomingFile(kind="observations", name=file.name, content=file)], by=None, at=LATER)
    assert outcome.stored, outcome.problems
    first = 9
    Observation.objects.filter(pk=first + STRETCH).update(value="7777")
    (found,) = lookups.findings()
    assert f"(observations.csv) stored figures {first + STRETCH:,} to {first + 2 * STRETCH - 1:,}:" in found


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\x00"))),
        min_size=1,
        max_size=4,
    )
)
def test_different_rows_have_different_digests(rows: list[tuple[int, str | None]]) -> None:
    def digest(told: list[tuple[int, str | None]]) -> list[str]:
        frame = pl.DataFrame(
            [(number, text, "2024-07-01 09:00:00") for number, text in told],
            schema={"number": pl.Int64, "note": pl.String, "entered_at": pl.String},
            orient="row",
        )
        return digests(frame, first_id=1)

    assert digest(rows) == digest(list(rows))
    number, text = rows[0]
    for other in (None, "", "x", '"', ",", "\n"):
        assert (digest([(number, other), *rows[1:]]) == digest(rows)) == (other == text)
    assert digest([*rows, rows[0]]) != digest(rows)
