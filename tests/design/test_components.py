"""Our fields and messages are built like the examples that govuk-frontend ships with each component."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template

from goldenthread.design.forms import faults, render_field

COMPONENTS = Path(__file__).parents[2] / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"


class _Shape(HTMLParser):
    """Reads the shape of some HTML: each element with its classes, its role and its module; words are left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...], str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = tuple(sorted(given.get("class", "").split()))
        if tag != "option":
            self.seen.append((tag, classes, given.get("role", ""), given.get("data-module", "")))


def _shape(html: str) -> list[tuple[str, tuple[str, ...], str, str]]:
    return _Shape(html).seen


def _example(component: str, name: str) -> list[tuple[str, tuple[str, ...], str, str]]:
    shipped = json.loads((COMPONENTS / component / "fixtures.json").read_text(encoding="utf-8"))["fixtures"]
    return _shape(next(one["html"] for one in shipped if one["name"] == name))


class Everything(forms.Form):
    """One field of each kind."""

    input = forms.CharField(help_text="A hint", error_messages={"required": "Enter it"})
    select = forms.ChoiceField(choices=[("a", "A")], help_text="A hint", error_messages={"required": "Choose one"})
    textarea = forms.CharField(widget=forms.Textarea, help_text="A hint", error_messages={"required": "Write it"})
    upload = forms.FileField(help_text="A hint", error_messages={"required": "Choose a file"})
    password = forms.CharField(widget=forms.PasswordInput, help_text="A hint", error_messages={"required": "Enter it"})
    plain = forms.CharField()


@pytest.mark.parametrize(
    ("field", "component", "example"),
    [
        ("input", "input", "with error and hint"),
        ("select", "select", "with hint text and error message"),
        ("textarea", "textarea", "with hint and error message"),
        ("upload", "file-upload", "with error message and hint"),
        ("password", "password-input", "with error message"),
    ],
)
def test_a_field_with_hint_and_error_is_built_like_the_example(field: str, component: str, example: str) -> None:
    assert _shape(render_field(Everything({})[field])) == _example(component, example)


@pytest.mark.parametrize(
    ("field", "component", "example"),
    [
        ("input", "input", "with hint text"),
        ("textarea", "textarea", "with hint"),
        ("upload", "file-upload", "with hint text"),
    ],
)
def test_a_field_without_error_is_built_like_the_example(field: str, component: str, example: str) -> None:
    assert _shape(render_field(Everything()[field])) == _example(component, example)


def test_hint_and_error_are_tied_to_the_field() -> None:
    html = render_field(Everything({})["input"])
    assert 'aria-describedby="id_input-hint id_input-error"' in html
    assert 'id="id_input-hint"' in html
    assert 'id="id_input-error"' in html
    assert 'aria-invalid="true"' in html
    assert "aria-describedby" not in render_field(Everything()["plain"])


def test_the_summary_of_errors_is_built_like_the_example_and_leads_to_each_field() -> None:
    class Two(forms.Form):
        first = forms.CharField(error_messages={"required": "Enter the first"})
        second = forms.CharField(error_messages={"required": "Enter the second"})

    form = Two({})
    assert [(fault.words, fault.href) for fault in faults(form)] == [
        ("Enter the first", "#id_first"),
        ("Enter the second", "#id_second"),
    ]
    html = Template("{% load design %}{% error_summary form %}").render(Context({"form": form}))
    assert _shape(html) == _example("error-summary", "default")
    assert Template("{% load design %}{% error_summary form %}").render(Context({"form": Two()})).strip() == ""


def test_what_somebody_typed_is_kept_and_escaped() -> None:
    html = render_field(Everything({"input": '"><script>'})["input"])
    assert "&quot;&gt;&lt;script&gt;" in html
    assert "<script>" not in html
