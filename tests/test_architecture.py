"""Rules that import contracts cannot say: what one engine may know of another, and what is loaded when."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = {"face", "imaging"}
ENGINE_FOLDERS = sorted(
    folder.name
    for folder in (ROOT / "engines").iterdir()
    if (folder / "spec.py").exists() and folder.name not in SHARED
)


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a file imports anywhere, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def loaded_after(statement: str) -> set[str]:
    """The top-level modules in a fresh interpreter after a statement."""
    code = f"import sys\n{statement}\nprint(' '.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


@pytest.mark.parametrize("engine", ENGINE_FOLDERS)
def test_an_engine_is_a_folder_with_the_usual_modules(engine: str) -> None:
    present = {path.name for path in (ROOT / "engines" / engine).glob("*.py")}
    assert {"__init__.py", "spec.py", "options.py", "network.py", "engine.py"} <= present


@pytest.mark.parametrize("engine", ENGINE_FOLDERS)
def test_inside_engines_only_the_registry_knows_an_engine(engine: str) -> None:
    own = ROOT / "engines" / engine
    others = [path for path in sources("engines") if own not in path.parents and path.name != "registry.py"]
    knowing = [path for path in others if any(name.startswith(f"engines.{engine}.") for name in imported(path))]
    assert not knowing


def test_dlib_is_imported_in_one_module() -> None:
    users = [path for path in sources("engines", "faceforge_app", "training") if "dlib" in set(imported(path))]
    assert users == [ROOT / "engines" / "face" / "detector.py"]


def test_the_session_uses_qt_core_alone() -> None:
    for path in sources("faceforge_app/session"):
        qt = {name.split(".")[1] for name in imported(path) if name.startswith("PySide6.")}
        assert qt <= {"QtCore"}, path


def test_listing_the_engines_loads_neither_torch_nor_dlib() -> None:
    assert not {"torch", "dlib"} & loaded_after("from engines.registry import engines; engines()")


def test_the_window_is_made_without_torch_and_dlib() -> None:
    assert not {"torch", "dlib"} & loaded_after("import faceforge_app.app, faceforge_app.main_window")


def test_the_command_line_starts_without_torch_dlib_and_icons() -> None:
    assert not {"torch", "dlib", "qtawesome"} & loaded_after("import faceforge_app.cli, faceforge_app.commands.lists")


def test_training_runs_without_qt_and_dlib() -> None:
    assert not {"PySide6", "dlib"} & loaded_after("import training.cli, training.loop, training.recipes.parts")
