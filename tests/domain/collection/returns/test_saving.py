"""Saving as one goes: nothing is lost, not even between two people."""

import pytest

from goldenthread.domain.audit import queries as audit
from goldenthread.domain.audit.models import AuditEvent
from goldenthread.domain.collection.operations import returns
from goldenthread.domain.collection.queries import ReturnNotFoundError, return_row
from goldenthread.domain.collection.rules.drafts import DraftError
from tests.domain.collection.returns.conftest import NOW, PERIOD, Quarter


def test_what_was_typed_is_kept_as_typed_and_nothing_is_published(quarter: Quarter) -> None:
    state = audit.state()
    done = quarter.save(C1={"value": " 19,5o ", "note": "Draft"}, A1={"numerator": "46"})
    assert len(done.saved) == 2
    assert quarter.lines()["C1"].draft == {"value": "19,5o", "note": "Draft"}
    assert quarter.lines()["C1"].stored is None
    assert audit.state() == state
    event = AuditEvent.objects.order_by("-sequence")[0]
    assert (event.action, event.subject, event.actor_name) == ("return saved", quarter.owed.subject, "Olu")


def test_saving_the_same_again_leaves_no_event(quarter: Quarter) -> None:
    quarter.save(C1={"value": "19.5"})
    before = AuditEvent.objects.count()
    assert quarter.save(C1={"value": "19.5"}) == returns.Saved(saved=(), conflicts=())
    assert AuditEvent.objects.count() == before


def test_the_second_of_two_officers_is_shown_the_first_ones_words(quarter: Quarter) -> None:
    quarter.save(C1={"value": "19.5"}, version=0)
    second = quarter.save(by=quarter.colleague, version=0, C1={"value": "21"}, A1={"numerator": "46"})
    [conflict] = second.conflicts
    assert (conflict.theirs, conflict.yours, conflict.saved_by) == ({"value": "19.5"}, {"value": "21"}, "Olu")
    assert second.saved == (quarter.lines()["A1"].id,)
    assert quarter.lines()["C1"].draft == {"value": "19.5"}
    settled = quarter.save(by=quarter.colleague, version=conflict.version, C1={"value": "21"})
    assert (settled.conflicts, quarter.lines()["C1"].draft) == ((), {"value": "21"})


def test_two_who_type_the_same_do_not_quarrel(quarter: Quarter) -> None:
    quarter.save(C1={"value": "19.5"}, version=0)
    assert quarter.save(by=quarter.colleague, version=0, C1={"value": "19.5"}).conflicts == ()


def test_a_figure_of_another_return_is_refused_and_nothing_is_saved(quarter: Quarter) -> None:
    other = return_row(period=PERIOD, post="DIR")
    mine = quarter.lines()["C1"]
    with pytest.raises(ReturnNotFoundError, match="belongs to another return"):
        returns.save(
            owed=other, typed={mine.id: returns.Typed(fields={"value": "1"}, version=0)}, by=quarter.officer, at=NOW
        )
    assert quarter.lines()["C1"].draft == {}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"vlaue": "1"}, "There is no field vlaue"), ({"note": "x" * 5001}, "longer than 5,000 characters")],
)
def test_what_cannot_be_kept_is_refused(quarter: Quarter, fields: dict[str, str], sentence: str) -> None:
    with pytest.raises(DraftError, match=sentence):
        quarter.save(C1=fields)
