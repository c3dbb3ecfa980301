"""Reflow (WCAG 2.2, 1.4.10): at 320 pixels nothing asks to be scrolled sideways."""

from playwright.sync_api import Page

NARROW = 320
_WIDE = """narrow => {
  const scrolling = document.scrollingElement.scrollWidth;
  if (scrolling <= narrow) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > narrow + 1);
  return [`the page is ${scrolling} pixels wide: ` + wide.slice(-3).map(e => e.outerHTML.slice(0, 120)).join(' | ')];
}"""


def reflow_faults(page: Page) -> list[str]:
    """Return what makes the open page wider than a 320 pixel screen."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({"width": NARROW, "height": 640})
    found = page.evaluate(_WIDE, NARROW)
    page.set_viewport_size(size)
    return [f"{page.url} {fault}" for fault in found]
