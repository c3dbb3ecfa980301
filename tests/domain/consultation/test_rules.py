"""Drafts compared, endorsements that lapse, and every sentence of refusal."""

from datetime import date
from typing import Any

import pytest

from goldenthread.domain.consultation.rules import (
    Difference,
    Draft,
    Passage,
    answer_refusal,
    comment_refusal,
    compared,
    digest,
    endorse_refusal,
    endorsement_state,
)

MAY, JUNE, JULY = date(2026, 5, 12), date(2026, 6, 3), date(2026, 7, 6)
DRAFTS = [
    Draft(number=1, digest="a", made_on=MAY),
    Draft(number=2, digest="b", made_on=JUNE),
    Draft(number=3, digest="c", made_on=date(2026, 6, 24)),
]


def passage(text: str, *, item: str = "P1", section: str = "wording", position: int = 0, revision: int = 1) -> Passage:
    return Passage(
        item=item, item_title=f"{item} title", section=section, position=position, revision=revision, text=text
    )


def test_two_drafts_differ_where_words_do_and_nowhere_else() -> None:
    before = [
        passage("Helping people"),
        passage("Old factor", section="success_factors", position=1),
        passage("Kept", item="P2"),
        passage("Dropped", item="P3"),
    ]
    after = [passage("Kept", item="P2"), passage("Helping all people", revision=2), passage("New", item="P4")]

    def difference(one: Passage, kind: str, *, old: str = "", new: str = "") -> Difference:
        return Difference(
            item=one.item,
            item_title=one.item_title,
            section=one.section,
            position=one.position,
            kind=kind,
            before=old,
            after=new,
        )

    assert compared(before, after) == [
        difference(before[0], "changed", old="Helping people", new="Helping all people"),
        difference(before[1], "removed", old="Old factor"),
        difference(after[2], "added", new="New"),
        difference(before[3], "removed", old="Dropped"),
    ]
    assert compared(after, after) == []


def test_a_revision_that_changes_no_word_changes_no_digest() -> None:
    assert digest([passage("Same", revision=1)]) == digest([passage("Same", revision=2)])
    assert digest([passage("Same")]) != digest([passage("Other")])
    assert digest([passage("Same")]) != digest([passage("Same", item="P2")])


@pytest.mark.parametrize(
    ("number", "given_on", "sentence"),
    [
        (9, JULY, "There is no iteration 9."),
        (3, date(2026, 8, 1), "is still to come"),
        (3, MAY, "was made on 24 June 2026: nobody can have endorsed it on 12 May 2026"),
        (1, JULY, "Iteration 1 is stale: iteration 2 replaced it on 3 June 2026. Ask Cabinet to endorse iteration 3."),
        (2, date(2026, 6, 24), "Iteration 2 is stale"),
    ],
)
def test_an_endorsement_is_refused_with_a_sentence(number: int, given_on: date, sentence: str) -> None:
    refusal = endorse_refusal(number, drafts=DRAFTS, given_on=given_on, today=date(2026, 7, 31), body="Cabinet")
    assert refusal is not None
    assert sentence in refusal


@pytest.mark.parametrize(("number", "given_on"), [(3, JULY), (2, date(2026, 6, 23)), (1, MAY)])
def test_an_endorsement_of_what_was_then_the_latest_is_kept(number: int, given_on: date) -> None:
    assert endorse_refusal(number, drafts=DRAFTS, given_on=given_on, today=JULY, body="Cabinet") is None


@pytest.mark.parametrize(
    ("endorsed", "state"), [([], "outstanding"), ([2], "lapsed"), ([3], "endorsed"), ([1, 3], "endorsed")]
)
def test_an_endorsement_lapses_when_a_later_draft_reads_differently(endorsed: list[int], state: str) -> None:
    assert endorsement_state(endorsed, drafts=DRAFTS) == state


def test_an_endorsement_holds_when_the_words_come_back() -> None:
    again = [*DRAFTS, Draft(number=4, digest="b", made_on=JULY)]
    assert endorsement_state([2], drafts=again) == "endorsed"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"draft": None}, "iteration"),
        ({"section": "colours"}, "section"),
        ({"item": "P9"}, "item"),
        ({"who": " "}, "person"),
        ({"text": "\n"}, "text"),
        ({"received_on": date(2026, 7, 7)}, "received_on"),
        ({"received_on": MAY}, "received_on"),
    ],
)
def test_a_comment_is_refused_at_the_field_at_fault(change: dict[str, Any], field: str) -> None:
    given: dict[str, Any] = {
        "draft": DRAFTS[1],
        "item": "P1",
        "items": {"P1"},
        "section": "wording",
        "who": "Pat",
        "received_on": JUNE,
        "text": "Clearer, please.",
        "today": JULY,
    }
    assert comment_refusal(**given) is None
    refusal = comment_refusal(**(given | change))
    assert refusal is not None
    assert refusal[0] == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": " "}, "text"),
        ({"changed": True}, "what_changed"),
        ({"what_changed": "A word."}, "changed"),
        ({"passage": "P1/wording/0"}, "changed"),
        ({"changed": True, "what_changed": "A word.", "passage": "P9/wording/0"}, "passage"),
    ],
)
def test_an_answer_is_refused_at_the_field_at_fault(change: dict[str, Any], field: str) -> None:
    given: dict[str, Any] = {
        "text": "Thank you.",
        "changed": False,
        "what_changed": "",
        "passage": "",
        "known": {"P1/wording/0"},
    }
    assert answer_refusal(**given) is None
    refusal = answer_refusal(**(given | change))
    assert refusal is not None
    assert refusal[0] == field
