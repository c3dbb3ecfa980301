"""Choosing files, and confirming what was found in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from goldenthread.design.forms import offer
from goldenthread.domain.collection.permissions import kinds_for
from goldenthread.domain.collection.rules.files import kind_of_file
from goldenthread.entrypoints.workspace.collection.uploads import LARGEST, Named

MOST_FILES = 20


def spoken(kind: str) -> str:
    """Return a kind of file as a heading says it: "Comparator groups"."""
    return kind.replace("_", " ").capitalize()


class FilesInput(forms.ClearableFileInput):
    """A file field that takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files at once."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return every file; each is checked like a single one."""
        single = super().clean
        given = data if isinstance(data, list | tuple) else [data]
        return [single(one, initial) for one in given if one is not None] or [single(None, initial)]


class UploadForm(forms.Form):
    """One or more files, and what they hold where their names do not say it."""

    upload = FilesField(
        label="Files",
        help_text="CSV or Excel (XLSX), one or several. Nothing is stored until you have seen what would change.",
        widget=FilesInput(attrs={"accept": ".csv,.xlsx", "multiple": True}),
        error_messages={
            "required": "Choose a file",
            "missing": "Choose a file",
            "empty": "That file is empty: choose one with rows in it",
        },
    )
    kind = forms.ChoiceField(
        required=False,
        label="What is in it?",
        help_text="Leave it to the name of the file, for example observations.csv, or choose.",
    )

    def __init__(self, *args: Any, everything: bool) -> None:
        super().__init__(*args)
        self.kinds = kinds_for(everything=everything)
        offer(self, "kind", [("", "Told by the name of the file"), *((name, spoken(name)) for name in self.kinds)])

    def clean_upload(self) -> list[UploadedFile[Any]]:
        """Refuse too many or too large uploads."""
        given: list[UploadedFile[Any]] = self.cleaned_data["upload"]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(f"Choose at most {MOST_FILES} files at once")
        if sum(one.size or 0 for one in given) > LARGEST:
            raise forms.ValidationError("These files are larger than 100 MB together: load them one after the other")
        return given

    def clean(self) -> dict[str, Any]:
        """Tell each file's kind, from the choice or from its name; refuse one that cannot be told."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named = []
        for one in cleaned.get("upload", ()):
            known = kind_of_file(str(one.name))
            kind = cleaned.get("kind") or (known.name if known is not None else "")
            if not kind:
                self.add_error("kind", f"The name {one.name} does not say what is in the file: choose it from the list")
            elif kind not in self.kinds:
                self.add_error(
                    "upload", f"{one.name} holds {kind}, which cannot be loaded here: ask the performance team"
                )
            else:
                named.append(Named(kind=kind, file=one))
        cleaned["named"] = named
        return cleaned


class ConfirmForm(forms.Form):
    """Store what was checked. Questions need a tick and a reason; a revision needs a reason."""

    accept = forms.BooleanField(
        required=False,
        label="I have looked at the questions above and the figures are right",
    )
    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Why are these figures loaded?",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, questions: bool, revisions: bool) -> None:
        super().__init__(*args)
        self.questions, self.revisions = questions, revisions
        if not questions:
            del self.fields["accept"]
        if questions or revisions:
            self.fields["reason"].help_text = "It is kept beside the figures for good and printed in their history."
        else:
            self.fields["reason"].label = "Note (optional)"

    def clean(self) -> dict[str, Any]:
        """Ask for the tick and for the reason where they are needed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.questions and not cleaned.get("accept"):
            self.add_error("accept", "Tick the box if the figures are right, or mend the files and load them again")
        if not str(cleaned.get("reason", "")).strip():
            if self.questions:
                self.add_error("reason", "Say why these figures are right")
            elif self.revisions:
                self.add_error("reason", "Say why figures that are stored already change")
        return cleaned
