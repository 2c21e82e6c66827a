"""What goes into a package beside the program: man pages, desktop files, notices."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import contents
import man_pages
import pytest

from faceforge_app.cli import COMMANDS

ROOT = Path(__file__).parent.parent
LINUX = ROOT / "packaging" / "linux"
MIME_TYPE = "application/x-faceforge-project"


def test_every_command_has_a_man_page_with_its_options(tmp_path: Path) -> None:
    man_pages.main(tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == {"faceforge", *(f"faceforge-{row.name}" for row in COMMANDS)}
    page = (tmp_path / "faceforge-compose.1").read_text("utf-8")
    for word in (r"\-\-part", r"\-\-seed", ".SH OPTIONS", ".SH EXIT STATUS"):
        assert word in page
    overview = (tmp_path / "faceforge.1").read_text("utf-8")
    assert all(row.name in overview for row in COMMANDS)


def test_words_mean_nothing_to_roff() -> None:
    assert man_pages._text(".a \\b -c") == r"\&.a \eb \-c"


def test_the_desktop_knows_the_projects_type_everywhere() -> None:
    for name in ("faceforge.desktop", "faceforge.mime.xml", "faceforge.thumbnailer", "faceforge.metainfo.xml"):
        assert MIME_TYPE in (LINUX / name).read_text("utf-8"), name
    glob = ElementTree.parse(LINUX / "faceforge.mime.xml").find(".//{*}glob")
    assert glob is not None and glob.get("pattern") == "*.faceforge.ora"


def test_the_version_stands_in_one_place() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert version is not None
    for path in (ROOT / "packaging").rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            assert version[1] not in re.findall(r"\b\d+\.\d+\.\d+\b", path.read_text("utf-8")), path


def test_what_is_packed_is_in_the_bill_of_materials(tmp_path: Path) -> None:
    import platformdirs

    work = tmp_path / "work"
    work.mkdir()
    source = str(Path(platformdirs.__file__))
    (work / "COLLECT-00.toc").write_text(repr(([("a", str(ROOT / "README.md"), "DATA")],)))
    (work / "PYZ-00.toc").write_text(repr(("x", [("platformdirs", source, "PYMODULE"), ("b", "-", "PYMODULE")])))
    files = contents.packed_files(work)
    assert files == {ROOT / "README.md", Path(source)}
    made = next(made for made in contents.distributions() if made.metadata["Name"] == "platformdirs")
    assert Path(source) in set(contents._files(made))
    component = contents._from_distribution(made)
    bill = contents.bill_of_materials([component])
    assert bill["components"][0]["purl"].startswith("pkg:pypi/platformdirs@")
    assert "Permission is hereby granted" in contents.notices([component])


@pytest.mark.skipif(sys.platform != "linux", reason="a Debian package")
def test_a_library_of_the_system_belongs_to_nobody_known() -> None:
    assert contents.debian_packages([Path("/nowhere/libnothing.so.1")]) == set()
