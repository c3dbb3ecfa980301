"""Reading drafts, the log of comments and who has endorsed. The caller has made sure that the plan may be read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from goldenthread.domain.consultation.models import Comment, Endorsement, EndorsementWanted, Iteration, Response
from goldenthread.domain.consultation.rules import Draft, Passage, digest, endorsement_state, passages, wording
from goldenthread.domain.framework import queries as framework


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """An iteration without its words."""

    id: int
    number: int
    digest: str
    note: str
    made_at: datetime
    made_by: str

    def as_draft(self) -> Draft:
        """What the rules ask about."""
        return Draft(number=self.number, digest=self.digest, made_on=timezone.localdate(self.made_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRow:
    """The answer to a comment; ``number`` is the revision that an editor has seen."""

    number: int
    text: str
    changed: bool
    what_changed: str
    passage: str
    revision: int | None
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """A comment with its answer, if it has one. ``item`` is a code, empty for the plan as a whole."""

    id: int
    iteration: int
    number: int
    item: str
    section: str
    person: str
    organisation: str
    workshop: str
    received_on: date
    text: str
    response: ResponseRow | None

    @property
    def reference(self) -> str:
        """How it is called: "3.12" is comment 12 on iteration 3."""
        return f"{self.iteration}.{self.number}"

    @property
    def who(self) -> str:
        """Who said it, as one line."""
        return ", ".join(part for part in (self.person, self.organisation, self.workshop) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """An endorsement that was given: of which iteration, when, where it is minuted."""

    iteration: int
    given_on: date
    minute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A body asked to endorse; ``state`` is endorsed, lapsed or outstanding, ``given`` newest first."""

    id: int
    code: str
    name: str
    kind: str
    due_on: date | None
    order: int
    wanted: bool
    state: str
    given: tuple[GivenRow, ...]


def current_words(*, plan: str, for_user: Any, on: date, as_at: datetime | None = None) -> list[Passage]:
    """Return every word that a plan (code) has now, or had as known at ``as_at``, in a fixed number of queries."""
    items = framework.items(for_user=for_user, plan=plan, as_at=as_at)
    codes = [item.code for item in items]
    return wording(
        items,
        factors=framework.factors(for_user=for_user, items=codes, as_at=as_at),
        milestones=framework.work_of(items=[item.id for item in items], on=on, as_at=as_at),
        measures=framework.measures(for_user=for_user, items=codes, as_at=as_at),
    )


def drafts(*, plan: str) -> list[DraftRow]:
    """Return the iterations of a plan (code), the first first, in one query."""
    rows = Iteration.objects.filter(plan__code=plan).order_by("number")
    names = ("id", "number", "digest", "note", "made_at", "made_by__name")
    return [
        DraftRow(id=row[0], number=row[1], digest=row[2], note=row[3], made_at=row[4], made_by=row[5])
        for row in rows.values_list(*names)
    ]


def words_of(*, plan: str, number: int) -> list[Passage] | None:
    """Return the words of an iteration, or None where there is none."""
    content = Iteration.objects.filter(plan__code=plan, number=number).values_list("content", flat=True).first()
    return None if content is None else passages(content)


def changed_since(*, latest: DraftRow | None, words: list[Passage]) -> bool:
    """Say whether a plan whose words are now ``words`` reads differently from its latest iteration."""
    return latest is not None and digest(words) != latest.digest


def log(*, plan: str, iteration: int | None = None, number: int | None = None) -> list[CommentRow]:
    """Return the comments on a plan (code), on one iteration if given, with their latest answers, in two queries."""
    found = Comment.objects.filter(iteration__plan__code=plan)
    if iteration is not None:
        found = found.filter(iteration__number=iteration)
    if number is not None:
        found = found.filter(number=number)
    rows = list(
        found.select_related("iteration", "item").defer("iteration__content").order_by("iteration__number", "number")
    )
    answers: dict[int, ResponseRow] = {}
    answered = Response.objects.filter(comment__in=[row.pk for row in rows]).order_by("number")
    for one in answered.select_related("entered_by"):
        answers[one.comment_id] = ResponseRow(
            number=one.number,
            text=one.text,
            changed=one.changed,
            what_changed=one.what_changed,
            passage=one.passage,
            revision=one.revision,
            entered_at=one.entered_at,
            entered_by=one.entered_by.name,
        )
    return [
        CommentRow(
            id=row.pk,
            iteration=row.iteration.number,
            number=row.number,
            item=row.item.code if row.item else "",
            section=row.section,
            person=row.person,
            organisation=row.organisation,
            workshop=row.workshop,
            received_on=row.received_on,
            text=row.text,
            response=answers.get(row.pk),
        )
        for row in rows
    ]


def bodies(*, plan: str) -> list[BodyRow]:
    """Return who was asked to endorse a plan (code) and how it stands with each, in three queries."""
    made = [one.as_draft() for one in drafts(plan=plan)]
    given: dict[int, list[GivenRow]] = {}
    rows = Endorsement.objects.filter(body__plan__code=plan).order_by("-iteration__number")
    for body, number, on, minute in rows.values_list("body_id", "iteration__number", "given_on", "minute"):
        given.setdefault(body, []).append(GivenRow(iteration=number, given_on=on, minute=minute))
    return [
        BodyRow(
            id=one.pk,
            code=one.code,
            name=one.name,
            kind=one.kind,
            due_on=one.due_on,
            order=one.order,
            wanted=one.wanted,
            state=endorsement_state([row.iteration for row in given.get(one.pk, ())], drafts=made),
            given=tuple(given.get(one.pk, ())),
        )
        for one in EndorsementWanted.objects.filter(plan__code=plan)
    ]
