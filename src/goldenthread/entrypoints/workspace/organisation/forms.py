"""Choosing a day, entering holders, moving units, handing over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from goldenthread.design.forms import offer
from goldenthread.domain.organisation.queries import PersonRow, PostRow, UnitRow

NOBODY, TOP = "nobody", "-"
_LIKE = "Enter a day like 2026-07-31"


def _day(label: str, *, required: bool = True, help_text: str = "", missing: str = "Enter a day") -> forms.DateField:
    return forms.DateField(
        required=required,
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _LIKE, "required": missing},
    )


def _reason(label: str, *, required: bool, missing: str = "Say why") -> forms.CharField:
    return forms.CharField(
        required=required,
        max_length=300,
        label=label,
        help_text="It is kept in the audit trail.",
        error_messages={"required": missing},
    )


def _person(label: str, *, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, error_messages={"required": missing, "invalid_choice": "Choose somebody from the list"}
    )


def people_choices(people: Sequence[PersonRow]) -> list[tuple[str, str]]:
    """Return those whose account is open, as "Name, post"."""
    return [
        (one.email, f"{one.name}, {one.post}" if one.post not in {"", one.name} else one.name)
        for one in people
        if one.active
    ]


class DayForm(forms.Form):
    """The day on which the council is shown."""

    on = _day("The council on", required=False)

    def day(self, *, today: date) -> date:
        """Return the day asked for, today when none was or it cannot be read."""
        return (self.cleaned_data.get("on") if self.is_valid() else None) or today


class HolderForm(forms.Form):
    """Somebody takes up a post, or becomes its deputy."""

    person = _person("Who", missing="Choose who holds the post")
    starts = _day("First day", missing="Enter the first day")
    ends = _day("Last day (optional)", required=False, help_text="Leave it empty if no last day is set.")
    deputy = forms.BooleanField(
        required=False, label="As deputy", help_text="A deputy answers while the post is vacant or the holder is away."
    )
    reason = _reason("Note (optional)", required=False)

    def __init__(self, data: Any = None, *, people: Sequence[PersonRow]) -> None:
        super().__init__(data)
        offer(self, "person", [("", "Choose a person"), *people_choices(people)])


class DatesForm(forms.Form):
    """The first and the last day of an entry are set or put right."""

    starts = _day("First day", required=False, help_text="Empty if it is not known.")
    ends = _day("Last day", required=False, help_text="Empty if none is set.")
    reason = _reason("Why is this changed?", required=True, missing="Say why this is changed")


class MoveForm(forms.Form):
    """A unit goes to another part of the council, with everything below it."""

    unit = forms.ChoiceField(label="Which unit moves?", error_messages={"required": "Choose the unit that moves"})
    parent = forms.ChoiceField(label="Where does it go?", error_messages={"required": "Choose where the unit goes"})
    starts = _day("First day in the new place", missing="Enter the first day in the new place")
    reason = _reason("Who decided it, and why?", required=True, missing="Say who decided it, and why")

    def __init__(self, data: Any = None, *, units: Sequence[UnitRow]) -> None:
        super().__init__(data)
        rows = [(unit.code, f"{unit.name} ({unit.kind})") for unit in units]
        below = [row for row, unit in zip(rows, units, strict=True) if unit.kind != "directorate"]
        offer(self, "unit", [("", "Choose a unit"), *below])
        offer(self, "parent", [("", "Choose"), (TOP, "The top of the council"), *rows])


class LeaverForm(forms.Form):
    """Who leaves, and when."""

    leaver = _person("Who leaves?", missing="Choose who leaves")
    last_day = _day("Last day in post", missing="Enter the last day")

    def __init__(self, data: Any = None, *, people: Sequence[PersonRow]) -> None:
        super().__init__(data)
        offer(self, "leaver", [("", "Choose a person"), *people_choices(people)])


class HandOverForm(forms.Form):
    """Who comes next in each post of somebody who leaves."""

    reason = _reason("Note (optional)", required=False)
    end_roles = forms.BooleanField(
        required=False,
        initial=True,
        label="Their roles end on the same day",
        help_text="From the day after, they can no longer use the workspace.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        posts: Sequence[PostRow],
        people: Sequence[PersonRow],
        leaver: str,
        hints: dict[str, str],
    ) -> None:
        super().__init__(data)
        self.posts = posts
        rows = [row for row in people_choices(people) if row[0] != leaver]
        for post in posts:
            self.fields[self.name_of(post)] = forms.ChoiceField(
                label=f"Who follows as {post.title}?",
                help_text=hints.get(post.code, ""),
                choices=[("", "Choose"), (NOBODY, "Nobody yet: the post becomes vacant"), *rows],
                error_messages={"required": f"Choose who follows as {post.title}, or that nobody does yet"},
            )
        self.order_fields([*(self.name_of(post) for post in posts), "end_roles", "reason"])

    @staticmethod
    def name_of(post: PostRow) -> str:
        """Return the name of a post's field."""
        return f"follows-{post.id}"

    def successors(self) -> dict[str, str]:
        """Return who comes next by the code of the post; empty for nobody."""
        chosen = {post.code: str(self.cleaned_data[self.name_of(post)]) for post in self.posts}
        return {code: "" if email == NOBODY else email for code, email in chosen.items()}


class AnsweringForm(forms.Form):
    """Another post answers for what is ticked."""

    items = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one indicator",
            "invalid_choice": "The list has changed meanwhile: look at it again",
        },
    )
    after = forms.ChoiceField(
        label="Which post answers from now on?", error_messages={"required": "Choose the post that answers from now on"}
    )
    reason = _reason("Why?", required=True, missing="Say why another post answers")

    def __init__(self, data: Any = None, *, items: Sequence[str], posts: Sequence[PostRow]) -> None:
        super().__init__(data)
        offer(self, "items", [(item, item) for item in items])
        offer(self, "after", [("", "Choose a post"), *((post.code, post.title) for post in posts)])

    def chosen(self) -> list[tuple[str, str]]:
        """Return what was ticked: reference and slot."""
        pairs = [str(item).rpartition(":") for item in self.cleaned_data["items"]]
        return [(reference, slot) for reference, _, slot in pairs]
