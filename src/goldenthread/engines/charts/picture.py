"""A chart as a picture: SVG with its words inside for people who hear it, PNG of the same for Word."""

import re
from collections.abc import MutableMapping
from functools import lru_cache
from hashlib import sha256
from json import dumps, loads
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from goldenthread.engines.charts.axis import clean
from goldenthread.engines.charts.plot import FONT, HEIGHT, WIDTH
from goldenthread.engines.charts.record import SeriesChart
from goldenthread.engines.charts.vegalite import vega_lite
from goldenthread.engines.charts.words import alternative

_SVG = "http://www.w3.org/2000/svg"
_DROPPED = {"role", "aria-hidden", "aria-roledescription", "aria-label", "pointer-events", "class", "font-family"}
_INHERITED = {("opacity", "1"), ("transform", "translate(0,0)")}
_NAMED = re.compile(r"role-mark ([a-z_-]+?)_marks")
_IDENTIFIER = re.compile(r"[^A-Za-z0-9_-]+")

Cache = MutableMapping[str, str]
"""Drawings by the hash of their specification, where a caller keeps them longer than a process lives."""


def to_svg(chart: SeriesChart, *, words: str | None = None, cache: Cache | None = None) -> str:
    """Return ``chart`` as one ``<svg>`` element, ready to stand inside a page: equal charts give equal text.

    ``words`` is the text alternative (written from the data when None); it goes into ``<desc>``, the title of the
    chart into ``<title>``. Drawing takes some 30 ms; a chart that this process drew before, or that is in
    ``cache``, costs next to nothing.
    Raises :class:`~goldenthread.engines.charts.axis.ChartError` for a figure that is not finite.
    """
    return pictured(
        vega_lite(chart),
        identifier=chart.identifier,
        title=chart.title,
        words=alternative(chart) if words is None else words,
        cache=cache,
    )


def pictured(
    specification: dict[str, Any], *, identifier: str, title: str, words: str, cache: Cache | None = None
) -> str:
    """Return the picture of a specification as one ``<svg>`` element that says ``title`` and ``words``."""
    written = dumps(specification, sort_keys=True)
    if cache is None:
        inside = _drawn(written)
    else:
        key = sha256(written.encode()).hexdigest()
        inside = cache[key] if key in cache else _drawn(written)
        cache[key] = inside
    return framed(inside, identifier=identifier, title=title, words=words, height=HEIGHT)


def framed(inside: str, *, identifier: str, title: str, words: str, height: float) -> str:
    """Return a drawing as one ``<svg>`` element of our width that says ``title`` and ``words`` and nothing else."""
    name = _IDENTIFIER.sub("-", identifier) or "chart"
    titled, described = f"{name}-title", f"{name}-desc"
    return (
        f'<svg xmlns="{_SVG}" class="gt-chart" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" '
        f'font-family="{FONT}" '
        f'role="img" aria-labelledby={quoteattr(f"{titled} {described}")}>'
        f'<title id="{titled}">{escape(clean(title))}</title>'
        f'<desc id="{described}">{escape(clean(words))}</desc>'
        f"{inside}</svg>"
    )


@lru_cache(maxsize=512)
def _drawn(specification: str) -> str:
    """The drawing of a specification, remembered: one report is drawn for several formats.

    The drawing engine measures every word before it writes it, which is two thirds of its time, although the
    specification states each place. So it draws the shapes, and the words are written here; a test compares the two.
    """
    # Loading the drawing engine takes longer than drawing: only a process that draws pays for it.
    import vl_convert

    record = loads(specification)
    words = [layer for layer in record["layer"] if layer["mark"]["type"] == "text"]
    shapes = {**record, "layer": [layer for layer in record["layer"] if layer["mark"]["type"] != "text"]}
    left, top = record["padding"]["left"], record["padding"]["top"]
    written = "".join(_words(layer, record["config"]["text"]) for layer in words)
    drawn = _stripped(vl_convert.vegalite_to_svg(dumps(shapes), allowed_base_urls=[])) if shapes["layer"] else ""
    return f'{drawn}<g transform="translate({left:g},{top:g})">{written}</g>' if words else drawn


def _words(layer: dict[str, Any], style: dict[str, Any]) -> str:
    """The words of a text layer where Vega would write them: vertically centred by three tenths of their height."""
    mark = {**style, **layer["mark"]}
    size = mark["fontSize"]
    anchor = {"left": "start", "right": "end"}.get(mark["align"], "middle")
    weight = f' font-weight="{mark["fontWeight"]}"' if "fontWeight" in mark else ""
    opening = (
        f'<g class="gt-chart-{layer["name"]}" text-anchor="{anchor}" font-size="{size}" fill="{mark["fill"]}"{weight}>'
    )
    rows = (
        f'<text x="{row["x"]:g}" y="{round(row["y"] + round(0.3 * size), 2):g}">{escape(row["t"])}</text>'
        for row in layer["data"]["values"]
    )
    return f"{opening}{''.join(rows)}</g>"


def _stripped(svg: str) -> str:
    """The drawing without its own roles, labels and empty parts: the outermost element speaks for all of it."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing engine's output, with no entities
    return "".join(_text(part) for part in root if not _empty(part))


def _empty(element: ElementTree.Element) -> bool:
    tag = element.tag.removeprefix(f"{{{_SVG}}}")
    if tag == "path":
        return element.get("d") in {"", "M0,0h0v0h0Z"} or element.get("class") in {"background", "foreground"}
    return tag == "g" and all(_empty(part) for part in element)


def _text(element: ElementTree.Element) -> str:
    tag = element.tag.removeprefix(f"{{{_SVG}}}")
    named = _NAMED.search(element.get("class", ""))
    attributes = {
        name: value
        for name, value in element.attrib.items()
        if name not in _DROPPED and (name, value) not in _INHERITED
    }
    if named:
        attributes = {"class": f"gt-chart-{named[1].replace(chr(95), chr(45))}", **attributes}
    inside = escape(element.text or "") + "".join(_text(part) for part in element if not _empty(part))
    if tag == "g" and not attributes:
        return inside
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"
