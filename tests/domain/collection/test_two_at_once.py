"""Two loads at the same moment: both are stored, one after the other, and the chain is whole."""

import threading
from typing import Any

import pytest
from django.db import connections

from goldenthread.domain.audit import queries as audit
from goldenthread.domain.collection.operations import LoadOutcome, load, record_observation
from tests.domain.collection.conftest import AT, COUNCIL, incoming
from tests.domain.collection.test_loading import stored


def _at_once(*calls: Any) -> list[LoadOutcome]:
    outcomes: list[LoadOutcome] = []
    gate = threading.Barrier(len(calls))

    def run(call: Any) -> None:
        try:
            gate.wait(timeout=30)
            outcomes.append(call())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return outcomes


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_loads_and_a_typed_figure_at_once_leave_a_whole_chain() -> None:
    assert load(files=incoming(COUNCIL), by=None, at=AT).stored
    setup = stored("User").get(email="set-up@localhost")
    one = incoming({"observations": "indicator,period,value,reason\nB1,Jun-22,1200,\nB1,May 2022,1150,First count\n"})
    two = incoming({"observations": "indicator,period,value,reason\nB1,Jun-22,1200,\nB1,May 2022,1160,Second count\n"})
    outcomes = _at_once(
        lambda: load(files=one, by=setup, at=AT),
        lambda: load(files=two, by=setup, at=AT),
        lambda: record_observation(indicator="C1", period="Q2 2022/23", value="19", by=setup, at=AT),
    )
    assert [outcome.stored for outcome in outcomes] == [True] * 3
    assert audit.broken() is None
    numbers = stored("Observation").filter(period__code="2022-05").order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3]
    assert stored("Observation").filter(period__code="2022-06").count() == 1
    for event in stored("AuditEvent").filter(action="observations stored"):
        made = event.data["revisions"]
        kept = stored("Observation").filter(event=event).order_by("id").values_list("id", flat=True)
        assert list(kept) == list(range(made["first"], made["last"] + 1))
