"""The typeface of every report, Inter, made ready at build time from its npm package.

The package holds the family in web files, one per alphabet; Typst and the drawing engine want whole TrueType files.
This module joins them, keeps the tabular figures, adds the arrows and comparison signs the web files lack, and
leaves the result beside itself (not in the repository). Run it with ``python -m goldenthread.engines.rendering.fonts``.
"""

import argparse
import base64
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("fonts")
"""Where the made fonts are kept."""

COMMAND = "python -m goldenthread.engines.rendering.fonts"
WEIGHTS: dict[int, str] = {400: "Regular", 600: "SemiBold", 700: "Bold"}
WEB_WEIGHTS = (400, 600)
_ALPHABETS = ("latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese")
_PACKAGE = Path("node_modules/@fontsource/inter/files")


class FontError(RuntimeError):
    """A font that a report needs has not been made, or cannot be made."""


def folder() -> Path:
    """Return the folder with every TrueType file; raise :class:`FontError`, naming the command, if one is missing."""
    for name in WEIGHTS.values():
        _existing(FOLDER / f"Inter-{name}.ttf")
    return FOLDER


@cache
def web_faces() -> str:
    """Return ``@font-face`` rules with the Latin web fonts inside, so that a page needs nothing from elsewhere.

    Raises :class:`FontError`, naming the command, if the fonts have not been made.
    """
    rules = []
    for weight in WEB_WEIGHTS:
        data = base64.b64encode(_existing(FOLDER / f"inter-latin-{weight}.woff2").read_bytes()).decode()
        rules.append(
            f"@font-face{{font-family:Inter;font-style:normal;font-weight:{weight};font-display:swap;"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "".join(rules)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise FontError(
            f"The font {path.name} is missing, so the report cannot be set. "
            f"Install the npm packages, then run: {COMMAND}"
        )
    return path


def build(*, source: Path, target: Path) -> tuple[Path, ...]:
    """Make the fonts from the web files in ``source`` and return what was written into ``target``.

    The same package gives the same bytes. Raises :class:`FontError` when a web file is missing.
    """
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for weight, name in WEIGHTS.items():
        path = target / f"Inter-{name}.ttf"
        _joined([_web_file(source, alphabet, weight) for alphabet in _ALPHABETS], path)
        written.append(path)
    for weight in WEB_WEIGHTS:
        path = target / f"inter-latin-{weight}.woff2"
        path.write_bytes(_web_file(source, "latin", weight).read_bytes())
        written.append(path)
    return tuple(written)


def _web_file(source: Path, alphabet: str, weight: int) -> Path:
    path = source / f"inter-{alphabet}-{weight}-normal.woff2"
    if not path.is_file():
        raise FontError(f"The web font {path} is missing. Install the npm packages (npm ci), then run: {COMMAND}")
    return path


def _joined(parts: Sequence[Path], target: Path) -> None:
    from fontTools.merge import Merger, Options
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory() as scratch:
        unpacked = []
        for part in parts:
            font = TTFont(part, recalcTimestamp=False)
            font.flavor = None
            unpacked.append(str(Path(scratch) / part.with_suffix(".ttf").name))
            font.save(unpacked[-1])
        options = Options()
        # STAT describes a variable family; the joined files are single weights.
        options.drop_tables = ["STAT"]
        joined = Merger(options=options).merge(unpacked)
        _add_signs(joined)
        # Joining stamps the moment it happens; the file would differ at every build.
        first = TTFont(parts[0])["head"]
        joined["head"].created, joined["head"].modified = first.created, first.modified
        joined.recalcTimestamp = False
        joined.save(str(target))


def _add_signs(font: Any) -> None:
    """Draw the signs that the web files lack out of those they have, so that they share weight and width."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    known = font.getBestCmap()
    glyphs = font.getGlyphSet()
    drawn: dict[int, tuple[str, str, Callable[[Any], None]]] = {}

    def stamped(letter: str, *turns: tuple[float, float, float, float, float, float]) -> Callable[[Any], None]:
        from fontTools.pens.transformPen import TransformPen

        def draw(pen: Any) -> None:
            for turn in turns:
                glyphs[known[ord(letter)]].draw(TransformPen(pen, turn))

        return draw

    def together(*parts: Callable[[Any], None]) -> Callable[[Any], None]:
        def draw(pen: Any) -> None:
            for part in parts:
                part(pen)

        return draw

    up = glyphs[known[ord("↑")]]
    middle_x, middle_y = up.width / 2, _middle(glyphs, known[ord("↑")])
    drawn[ord("→")] = ("arrowright", "↑", stamped("↑", (0, -1, 1, 0, middle_x - middle_y, middle_y + middle_x)))
    drawn[ord("←")] = ("arrowleft", "↑", stamped("↑", (0, 1, -1, 0, middle_x + middle_y, middle_y - middle_x)))
    for sign, name, letter in (("≤", "lessequal", "<"), ("≥", "greaterequal", ">")):
        # The bar of a minus sign under a raised comparison sign: one stroke, as type designers draw it.
        above, below = (1, 0, 0, 1, 0, 150), (1, 0, 0, 1, 0, 90 - _middle(glyphs, known[ord("−")]))
        drawn[ord(sign)] = (name, letter, together(stamped(letter, above), stamped("−", below)))
    drawn[ord("≈")] = ("approxequal", "~", stamped("~", (1, 0, 0, 1, 0, 190), (1, 0, 0, 1, 0, -190)))
    for code, (name, model, draw) in drawn.items():
        if code in known:
            continue
        pen = TTGlyphPen(None)
        draw(pen)
        advance, _ = font["hmtx"][known[ord(model)]]
        font["glyf"][name] = pen.glyph()
        font.setGlyphOrder(font["glyf"].glyphOrder)
        font["glyf"][name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (advance, font["glyf"][name].xMin)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    font["maxp"].numGlyphs = len(font.getGlyphOrder())


def _middle(glyphs: Any, name: str) -> float:
    from fontTools.pens.boundsPen import BoundsPen

    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    return float(pen.bounds[1] + pen.bounds[3]) / 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the fonts; return 0, or 1 with a plain sentence when the web files are missing."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Make the report fonts from the installed npm package.")
    parser.add_argument("--source", type=Path, default=_PACKAGE, help="folder with the web fonts (%(default)s)")
    parser.add_argument("--target", type=Path, default=FOLDER, help="folder for the made fonts")
    chosen = parser.parse_args(arguments)
    try:
        written = build(source=chosen.source, target=chosen.target)
    except FontError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("".join(f"{path}\n" for path in written))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
