"""Each checker finds a planted fault, and nothing on a page without one."""

import pytest
from playwright.sync_api import Page

from tests.stories.checkers import axe, browser, markup
from tests.stories.checkers.axe import accessibility_faults
from tests.stories.checkers.markup import markup_faults
from tests.stories.checkers.reflow import reflow_faults

GOOD = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Good</title></head>'
    "<body><main><h1>Good</h1><p>Nothing is wrong here.</p></main></body></html>"
)
PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@pytest.mark.browser
def test_a_picture_without_words_is_found(page: Page) -> None:
    page.set_content(GOOD)
    assert accessibility_faults(page) == []
    page.set_content(GOOD.replace("<p>", f'<img src="{PICTURE}"><p>'))
    assert [fault.split()[1] for fault in accessibility_faults(page)] == ["image-alt:"]


@pytest.mark.browser
def test_pale_words_are_found(page: Page) -> None:
    page.set_content(GOOD.replace("<p>", '<p style="color:#bbb">'))
    assert [fault.split()[1] for fault in accessibility_faults(page)] == ["color-contrast:"]


@pytest.mark.browser
def test_targets_too_small_to_hit_are_found(page: Page) -> None:
    links = '<p><a href="#a" style="font-size:8px">a</a> <a href="#b" style="font-size:8px">b</a></p><ul>'
    links += "".join(f'<li style="line-height:9px"><a href="#{n}" style="font-size:8px">{n}</a></li>' for n in "cd")
    page.set_content(GOOD.replace("</main>", f"{links}</ul></main>"))
    assert "target-size:" in {fault.split()[1] for fault in accessibility_faults(page)}


@pytest.mark.slow
def test_wrong_nesting_is_found() -> None:
    bad = GOOD.replace("<p>Nothing is wrong here.</p>", "<p><div>A box in a paragraph</div></p>")
    faults = markup_faults({"good": GOOD, "bad": bad})
    assert faults
    assert all(fault.startswith("bad line 1") for fault in faults)


@pytest.mark.browser
def test_a_box_of_600_pixels_is_found(page: Page) -> None:
    page.set_content(GOOD)
    assert reflow_faults(page) == []
    page.set_content(GOOD.replace("<p>", '<p style="width:600px">'))
    assert len(reflow_faults(page)) == 1


def test_a_missing_tool_fails_instead_of_passing(monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    nowhere = Path("/nowhere")
    monkeypatch.setattr(browser, "CHROMIUM", nowhere)
    monkeypatch.setattr(markup, "JAR", nowhere)
    monkeypatch.setattr(axe, "SCRIPT", nowhere)
    axe._source.cache_clear()
    with pytest.raises(browser.MissingToolError, match="chromium"), browser.chromium():
        pass
    with pytest.raises(browser.MissingToolError, match="java"):
        markup_faults({"good": GOOD})
    with pytest.raises(browser.MissingToolError, match="npm"):
        axe._source()
    axe._source.cache_clear()
