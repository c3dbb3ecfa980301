"""Drawings as PNG for Word, set in our own typeface on every machine."""

from goldenthread.engines.rendering.pdf_letters import book

_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")"""


def to_png(svg: str, *, scale: float = 2.0) -> bytes:
    """Return the PNG of an SVG on white, ``scale`` pixels to a unit (a chart is 1160 by 600 at 2).

    Only the fonts of the report are used, so that equal drawings give equal bytes on any machine; it takes half the
    time and a third of the bytes of the drawing engine's own PNG. Raises
    :class:`~goldenthread.engines.rendering.fonts.FontError` when the fonts have not been made.
    """
    import typst

    drawn = typst.Compiler(_PAGE, font_paths=book()).compile(format="png", ppi=96 * scale, sys_inputs={"svg": svg})
    if not isinstance(drawn, bytes):
        raise TypeError("Typst gave something other than one picture. Report this with the drawing.")
    return drawn
