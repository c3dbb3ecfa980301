"""What is typed into a consultation. What may be kept the operations decide; they answer beside the field."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.design.forms import offer
from goldenthread.domain.consultation.operations import ConsultationError
from goldenthread.domain.consultation.queries import BodyRow, DraftRow
from goldenthread.domain.consultation.rules import BODY_NAMES, SECTION_NAMES, Passage

_SECTIONS = [(code, name) for code, name in SECTION_NAMES.items()]
_ANSWERED = (
    ("", "All comments"),
    ("no", "Not answered yet"),
    ("changed", "Something changed"),
    ("same", "Nothing changed"),
)


def day(label: str, *, hint: str = "", required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day like 2026-07-31", "required": "Enter a day like 2026-07-31"},
    )


def words(label: str, *, hint: str = "", required: bool = False, rows: int = 4) -> forms.CharField:
    """Return a field for sentences; whether they may be missing the operation says."""
    return forms.CharField(label=label, help_text=hint, required=required, widget=forms.Textarea(attrs={"rows": rows}))


class KeptForm(forms.Form):
    """A form whose sentence of refusal comes from an operation."""

    def refuse(self, error: ConsultationError) -> None:
        """Put the sentence beside its field, or at the top."""
        self.add_error(error.field if error.field in self.fields else None, str(error))

    def choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        """Give a field its choices."""
        offer(self, name, choices, missing="Choose one from the list")


class FilterForm(KeptForm):
    """Which comments are shown."""

    answered = forms.ChoiceField(required=False, label="Show", choices=_ANSWERED)
    section = forms.ChoiceField(required=False, label="About", choices=[("", "Every section"), *_SECTIONS])
    iteration = forms.TypedChoiceField(required=False, label="On", coerce=int, empty_value=None)
    item = forms.ChoiceField(required=False, label="Item")
    q = forms.CharField(required=False, label="Words", max_length=100)

    def __init__(self, data: Any, *, drafts: Sequence[DraftRow], items: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.choose(
            "iteration", [("", "Every iteration"), *((one.number, f"Iteration {one.number}") for one in drafts)]
        )
        self.choose("item", [("", "Every item"), *items])


class CommentForm(KeptForm):
    """A comment as it was received."""

    iteration = forms.TypedChoiceField(label="Which iteration is it about?", coerce=int)
    item = forms.ChoiceField(required=False, label="Which item?")
    section = forms.ChoiceField(label="Which section?", choices=_SECTIONS)
    text = words("The comment", hint="In the words in which it was made.", rows=5)
    person = forms.CharField(required=False, max_length=160, label="Who made it?")
    organisation = forms.CharField(required=False, max_length=160, label="For which organisation? (optional)")
    workshop = forms.CharField(
        required=False,
        max_length=160,
        label="At which workshop? (optional)",
        help_text="For example “Members, 12 May”.",
    )
    received_on = day("When was it received?")

    def __init__(self, data: Any = None, *, drafts: Sequence[DraftRow], items: Sequence[tuple[str, str]]) -> None:
        latest = drafts[-1].number if drafts else None
        super().__init__(data, initial={"iteration": latest, "received_on": timezone.localdate()})
        self.choose("iteration", [(one.number, f"Iteration {one.number}") for one in reversed(drafts)])
        self.choose("item", [("", "The plan as a whole"), *items])


class AnswerForm(KeptForm):
    """The response to a comment, and what changed because of it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = words("Response", hint="It can be read by whoever made the comment.")
    changed = forms.ChoiceField(
        label="Did anything change because of it?",
        choices=(("", "Choose"), ("no", "No"), ("yes", "Yes")),
        error_messages={"required": "Say whether anything changed"},
    )
    what_changed = words("What changed? (if anything did)", rows=2)
    passage = forms.ChoiceField(
        required=False, label="Which words changed? (optional)", help_text="They are then shown as before and after."
    )
    reason = words("Why is the response changed?", hint="The earlier response stays in the history.", rows=2)

    def __init__(self, data: Any = None, *, initial: dict[str, Any], passages: Sequence[Passage]) -> None:
        super().__init__(data, initial=initial)
        self.choose("passage", [("", "None in particular"), *((one.key, shortened(one)) for one in passages)])
        if not initial["seen"]:
            del self.fields["reason"]


class IterationForm(KeptForm):
    """A new iteration."""

    note = words("What is this iteration for? (optional)", hint="For example “After the May workshops”.", rows=2)


class CompareForm(KeptForm):
    """Which two iterations to compare."""

    before = forms.TypedChoiceField(label="From", coerce=int)
    after = forms.TypedChoiceField(label="To", coerce=int)

    def __init__(self, data: Any = None, *, drafts: Sequence[DraftRow], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        named = [(one.number, f"Iteration {one.number}") for one in drafts]
        self.choose("before", named)
        self.choose("after", named)


class GivenForm(KeptForm):
    """An endorsement that was given."""

    body = forms.ChoiceField(label="Who has endorsed it?")
    iteration = forms.TypedChoiceField(label="Which iteration?", coerce=int)
    given_on = day("On which day?")
    minute = forms.CharField(required=False, max_length=300, label="Where is it minuted? (optional)")

    def __init__(self, data: Any = None, *, bodies: Sequence[BodyRow], drafts: Sequence[DraftRow]) -> None:
        latest = drafts[-1].number if drafts else None
        super().__init__(data, initial={"iteration": latest, "given_on": timezone.localdate()})
        self.choose("body", [("", "Choose"), *((one.code, one.name) for one in bodies if one.wanted)])
        self.choose("iteration", [(one.number, f"Iteration {one.number}") for one in reversed(drafts)])


class AskForm(KeptForm):
    """A body that is asked to endorse the plan."""

    name = forms.CharField(
        required=False, max_length=160, label="Who is asked?", help_text="For example “Corporate management team”."
    )
    kind = forms.ChoiceField(label="What is it?", choices=list(BODY_NAMES.items()))
    due_on = day("By which day? (optional)", required=False)


def shortened(one: Passage) -> str:
    """Name a passage in a list: its item, its section and how it begins."""
    begins = one.text if len(one.text) <= 70 else f"{one.text[:67].rstrip()}…"
    return f"{one.item}, {SECTION_NAMES[one.section].lower()}: {begins}"
