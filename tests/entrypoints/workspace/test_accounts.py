"""Signing in and out, and a new password that leaves a trace."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from goldenthread.domain.audit import queries as audit
from tests.stories.council import PASSWORD, address_of


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def test_signing_in_leads_where_one_was_going(council: None) -> None:
    client = Client()
    answer = client.get("/work/scorecard/?view=strategic")
    assert answer["Location"] == "/sign-in/?next=%2Fwork%2Fscorecard%2F%3Fview%3Dstrategic"
    answer = client.post(answer["Location"], {"login": address_of("member").upper(), "password": PASSWORD})
    assert answer["Location"] == "/work/scorecard/?view=strategic"
    assert client.get("/work/").status_code == 200


def test_nobody_is_led_to_another_site(council: None) -> None:
    answer = Client().post(
        "/sign-in/?next=https://elsewhere.example/", {"login": address_of("member"), "password": PASSWORD}
    )
    assert answer["Location"] == "/work/"


def test_a_wrong_password_and_an_unknown_address_sound_the_same(council: None) -> None:
    said = []
    for address in (address_of("member"), "nobody@westmarch.example"):
        html = Client().post("/sign-in/", {"login": address, "password": "not this one"}).content.decode()
        assert "do not belong together" in html
        said.append(html.replace(address, "").count("govuk-error"))
    assert said[0] == said[1]


def test_no_account_can_be_taken(council: None) -> None:
    assert Client().get("/signup/").status_code == 404
    assert "sign up" not in Client().get("/sign-in/").content.decode().lower()


def test_signing_out_takes_a_form(client_of: Callable[[str], Client]) -> None:
    client = client_of("member")
    client.get("/sign-out/")
    assert client.get("/work/").status_code == 200
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/work/").status_code == 302


def test_a_new_password_works_and_is_in_the_trail(council: None) -> None:
    client = Client()
    client.post("/sign-in/", {"login": address_of("member"), "password": PASSWORD})
    before = audit.head()[0]
    weak = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "too short" in client.post("/work/password/", weak).content.decode()
    assert audit.head()[0] == before
    good = {"oldpassword": PASSWORD, "password1": "copper window ninety", "password2": "copper window ninety"}
    assert client.post("/work/password/", good).status_code == 302
    assert audit.head()[0] == before + 1
    assert client.get("/work/").status_code == 200
    assert Client().post("/sign-in/", {"login": address_of("member"), "password": good["password1"]}).status_code == 302


def test_a_demonstration_lists_its_sign_ins_and_nothing_else_does(council: None, settings: object) -> None:
    assert address_of("auditor") not in Client().get("/sign-in/").content.decode()
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    settings.DEMONSTRATION_PASSWORD = "three plain words"  # type: ignore[attr-defined]
    html = Client().get("/sign-in/").content.decode()
    assert address_of("auditor") in html
    assert "three plain words" in html


def test_a_refused_sign_in_is_written_down_on_one_line_without_the_password(
    council: None, caplog: pytest.LogCaptureFixture
) -> None:
    Client().post("/sign-in/", {"login": address_of("member"), "password": "not this one"})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "goldenthread.sign_in"]
    assert line == f"Sign-in refused for {address_of('member')!r} from 127.0.0.1"


def test_attempts_are_counted_where_every_process_sees_them(settings: Any) -> None:
    cache.set("attempts-of-somebody", 5)
    told = subprocess.run(
        [sys.executable, "-c", "from django.core.cache import cache; print(cache.get('attempts-of-somebody'))"],
        env={
            **os.environ,
            "GOLDENTHREAD_DATA": str(settings.DATA),
            "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "5"
