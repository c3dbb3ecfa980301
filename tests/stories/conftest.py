"""A browser, a page that listens, and the small council served."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.stories.checkers.browser import chromium, listen
from tests.stories.council import FAST_HASHERS, settle


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all stories."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, as wide as a desk screen; whatever the browser complains of fails the story."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    opened = context.new_page()
    said = listen(opened)
    yield opened
    context.close()
    assert said == []


@pytest.fixture
def site(live_server: object, transactional_db: None, settings: Any) -> str:
    """The address of a server that shows the small council."""
    settings.PASSWORD_HASHERS = FAST_HASHERS
    settle()
    return str(live_server)
