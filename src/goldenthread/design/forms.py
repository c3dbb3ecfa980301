"""Form fields in the habits of the GOV.UK Design System: label, hint, error beside the field and in a summary."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Renderer(DjangoTemplates):
    """Renders the fields of every form of ours, in whatever template they stand."""

    field_template_name = "design/field.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field as its template sees it: kind of widget, addresses of hint and error, the finished widget."""

    field: BoundField
    kind: str
    identifier: str
    hint: str
    error: str
    widget: SafeString


_CLASSES = {
    "text": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "textarea": "govuk-textarea",
    "hidden": "",
}
_NOT_WIDE = forms.DateInput | forms.NumberInput


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.HiddenInput):
        return "hidden"
    for kind, types in (
        ("password", (forms.PasswordInput,)),
        ("select", (forms.Select,)),
        ("file", (forms.FileInput,)),
        ("checkbox", (forms.CheckboxInput,)),
        ("textarea", (forms.Textarea,)),
    ):
        if isinstance(widget, types):
            return kind
    return "text"


def field_view(bound: BoundField, *, label: str = "", hint: str = "") -> FieldView:
    """Return ``bound`` ready for its template; hint and error are tied to the widget for people who hear it."""
    kind = _kind(bound.field.widget)
    identifier = bound.auto_id or bound.html_name
    if label:
        bound.label = label
    hint = hint or str(bound.help_text)
    error = str(bound.errors[0]) if bound.errors else ""
    described = " ".join(f"{identifier}-{part}" for part, words in (("hint", hint), ("error", error)) if words)
    classes = _CLASSES[kind]
    if isinstance(bound.field.widget, _NOT_WIDE):
        classes += " govuk-input--width-10"
    if error and kind != "checkbox":
        classes += f" {classes.split()[0]}--error"
    attributes: dict[str, Any] = {"class": classes, "aria-describedby": described or False}
    if error:
        attributes["aria-invalid"] = "true"
    # Attributes that a package put on its own fields and that our labels already say.
    attributes["placeholder"] = False
    return FieldView(
        field=bound,
        kind=kind,
        identifier=identifier,
        hint=hint,
        error=error,
        widget=bound.as_widget(attrs=attributes),
    )


def render_field(bound: BoundField, *, label: str = "", hint: str = "") -> SafeString:
    """Return the HTML of one field."""
    return render_to_string("design/field.html", {"view": field_view(bound, label=label, hint=hint)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One line of an error summary: the sentence, and the field it leads to."""

    words: str
    href: str


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, Any]], *, missing: str = "") -> None:
    """Give a field its choices; ``missing`` is what it says when none of them is chosen."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - every caller's form declares it as one
    field.choices = list(choices)
    if missing:
        field.error_messages["required"] = field.error_messages["invalid_choice"] = missing


def faults(form: forms.BaseForm) -> list[Fault]:
    """Return every error of ``form`` in the order of its fields; errors of the whole form lead to its first field."""
    visible = list(form.visible_fields())
    first = f"#{visible[0].auto_id}" if visible else "#main-content"
    found = [Fault(words=str(words), href=first) for words in form.non_field_errors()]
    for bound in form:
        found.extend(Fault(words=str(words), href=f"#{bound.auto_id}") for words in bound.errors)
    return found
