"""What is inside the built program: a bill of materials (CycloneDX) and the notices of third parties.

Both are made from PyInstaller's own lists of what it packed, so nothing that is inside is missing from them.
Usage, in the environment that built: python packaging/contents.py WORK_FOLDER OUT_FOLDER
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions, version
from pathlib import Path
from typing import Any

LICENCE_NAMES = ("licen", "copying", "notice")
COMMON = Path("/usr/share/common-licenses")
QT = """Qt and Qt for Python are used under the GNU Lesser General Public License, version 3. They lie in the folder PySide6 as
libraries of their own, so that they can be replaced by changed ones of the same version. Their source:
https://download.qt.io/official_releases/QtForPython/"""


@dataclass(frozen=True)
class Component:
    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[str, ...]


def main(work: Path, out: Path) -> None:
    found = components(packed_files(work))
    for component in found:
        if not component.texts:
            raise SystemExit(f"There is no licence text for {component.name}. Look for it, and add it to contents.py.")
    (out / "THIRD-PARTY-NOTICES.txt").write_text(notices(found), "utf-8")
    (out / "faceforge.cdx.json").write_text(json.dumps(bill_of_materials(found), indent=1) + "\n", "utf-8")
    print(f"{len(found)} components")


def packed_files(work: Path) -> set[Path]:
    """The files that PyInstaller took, where it took them from."""
    rows: list[tuple[str, str, str]] = []
    for name in ("COLLECT-00.toc", "PYZ-00.toc"):
        stored = ast.literal_eval((work / name).read_text("utf-8"))
        for part in stored:
            rows += [row for row in part if isinstance(row, tuple)] if isinstance(part, list) else []
    return {Path(os.path.normpath(source)) for _, source, _ in rows if Path(source).is_absolute()}


def components(files: Iterable[Path]) -> list[Component]:
    owners = {path: made for made in distributions() for path in _files(made)}
    files = set(files)
    packages = {owners[path].metadata["Name"]: owners[path] for path in files if path in owners}
    packages.pop("faceforge", None)
    packages.pop("pyinstaller", None)  # its start-up code: see _start_up
    found = [_from_distribution(made) for _, made in sorted(packages.items(), key=lambda item: item[0].lower())]
    libraries = debian_packages(path for path in files - owners.keys() if ".so" in path.name)
    return [_python(), _start_up(), *found, *map(_from_debian, sorted(libraries))]


def _files(made: Distribution) -> Iterator[Path]:
    folder = Path(str(made.locate_file("")))
    for row in (made.read_text("RECORD") or "").splitlines():
        yield Path(os.path.normpath(folder / row.rpartition(",")[0].rpartition(",")[0].strip('"')))


def _from_distribution(made: Distribution) -> Component:
    name, data = made.metadata["Name"], made.metadata
    texts = [
        Path(str(made.locate_file(file))).read_text("utf-8", errors="replace")
        for file in made.files or ()
        if any(word in Path(file).name.lower() for word in LICENCE_NAMES)
        and Path(file).suffix in ("", ".txt", ".md", ".rst")
    ]
    if name.lower() in ("pyside6_essentials", "shiboken6"):
        texts = [QT, *(path.read_text("utf-8") for path in (COMMON / "LGPL-3", COMMON / "GPL-3") if path.is_file())]
    elif not texts:
        texts = [
            line for line in (data.get("License"), *(data.get_all("Classifier") or ())) if line and "License" in line
        ]
    licence = data.get("License-Expression") or _short(data.get("License")) or _classified(made)
    return Component(
        name, made.version, licence, f"pkg:pypi/{name.lower().replace('_', '-')}@{made.version}", tuple(texts)
    )


def _short(licence: str | None) -> str:
    return licence if licence and len(licence) < 60 and "\n" not in licence else ""


def _classified(made: Distribution) -> str:
    lines = [line for line in made.metadata.get_all("Classifier") or () if line.startswith("License")]
    return "; ".join(line.rpartition(" :: ")[2] for line in lines) or "see the notices"


def _python() -> Component:
    places = (Path(sys.base_prefix) / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "LICENSE.txt",
              Path(sys.base_prefix) / "LICENSE.txt",
              Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}/copyright"))  # fmt: skip
    texts = tuple(path.read_text("utf-8") for path in places if path.is_file())[:1]
    number = ".".join(map(str, sys.version_info[:3]))
    return Component("Python", number, "PSF-2.0", f"pkg:generic/python@{number}", texts)


def _start_up() -> Component:
    made = next(made for made in distributions() if made.metadata["Name"] == "pyinstaller")
    text = "The start-up code is PyInstaller's: GPL 2.0 or later with an exception that lets programs under any licence use it."
    number = made.version
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    return Component("PyInstaller bootloader", number, licence, f"pkg:pypi/pyinstaller@{number}", (text,))


def debian_packages(files: Iterable[Path]) -> set[str]:
    """The Debian packages that own the system's libraries among `files`; none elsewhere."""
    if shutil.which("dpkg") is None:
        return set()
    real = [path.resolve() for path in files]
    # /usr/lib is also /lib; asked for a missing one, dpkg complains and goes on
    names = [str(name) for path in real for name in (path, Path("/", *path.parts[2:]))]
    found = subprocess.run(["dpkg", "-S", *names], capture_output=True, text=True, check=False)
    return {line.partition(": ")[0].partition(",")[0] for line in found.stdout.splitlines()}


def _from_debian(package: str) -> Component:
    name = package.partition(":")[0]
    asked = ["dpkg-query", "-W", "-f", "${Version}", package]
    number = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    copyright_file = Path("/usr/share/doc", name, "copyright")
    texts = (copyright_file.read_text("utf-8", errors="replace"),) if copyright_file.is_file() else ()
    return Component(name, number, "see the notices", f"pkg:deb/debian/{name}@{number}", texts)


def notices(found: Iterable[Component]) -> str:
    head = "FaceForge contains the following works of others, each under its own licence.\n"
    blocks = [
        f"{'=' * 100}\n{component.name} {component.version}\nLicence: {component.licence}\n{'=' * 100}\n\n"
        + "\n\n".join(text.strip() for text in component.texts)
        for component in found
    ]
    return "\n\n".join([head, *blocks]) + "\n"


def bill_of_materials(found: Iterable[Component]) -> dict[str, Any]:
    """CycloneDX 1.5, https://cyclonedx.org/docs/1.5/json/"""
    number = version("faceforge")
    own = {"type": "application", "name": "faceforge", "version": number, "bom-ref": f"pkg:generic/faceforge@{number}"}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {**own, "licenses": [{"license": {"id": "Apache-2.0"}}]}},
        "components": [
            {
                "type": "library",
                "name": component.name,
                "version": component.version,
                "bom-ref": component.purl,
                "purl": component.purl,
                "licenses": [{"license": {"name": component.licence}}],
            }
            for component in found
        ],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
