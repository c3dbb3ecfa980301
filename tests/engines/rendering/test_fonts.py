"""The typeface, made from the npm package."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from goldenthread.engines.rendering import fonts

SOURCE = Path("node_modules/@fontsource/inter/files")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    fonts.build(source=SOURCE, target=folder)
    return folder


@pytest.mark.slow
def test_fonts_hold_every_sign_a_report_uses_and_tabular_figures(made: Path) -> None:
    for name in fonts.WEIGHTS.values():
        font = TTFont(made / f"Inter-{name}.ttf")
        assert not set("–−£€≤≥≈→←↑↓ŵŷŴŶàéñ…•·×%“”‘’ΩЖ0123456789") - set(map(chr, font.getBestCmap()))
        assert "tnum" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert (font["name"].getDebugName(16) or font["name"].getDebugName(1)).startswith("Inter")


def test_fonts_in_use_are_the_same_bytes_made_at_another_time(made: Path) -> None:
    for path in made.iterdir():
        assert (fonts.folder() / path.name).read_bytes() == path.read_bytes()


def test_missing_font_is_said_with_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(
        fonts.FontError, match=r"Inter-Regular.ttf is missing.* python -m goldenthread.engines.rendering"
    ):
        fonts.folder()


def test_missing_package_is_said_without_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fonts.main(["--source", str(tmp_path / "none"), "--target", str(tmp_path)]) == 1
    assert "Install the npm packages" in capsys.readouterr().err
