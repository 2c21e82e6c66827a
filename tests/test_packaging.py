"""Set-up: the script that sees to system libraries, and what it agrees on with `faceforge doctor`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from faceforge_app.commands.doctor import LIBRARIES, SCREEN_LIBRARIES

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "packaging" / "system_libraries.sh"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the script looks at Linux libraries only")


def tool(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of commands in front of the real ones: every library is there, an ordinary user calls, nothing may be installed."""
    listing = "\n".join(f"{soname} (libc6) => /lib/{soname}" for soname in (LIBRARIES | SCREEN_LIBRARIES))
    (tmp_path / "libraries").write_text(listing)
    tool(tmp_path, "ldconfig", f"cat {tmp_path}/libraries")
    tool(tmp_path, "id", "echo 1000")
    tool(tmp_path, "sudo", "exit 1")
    tool(tmp_path, "apt-get", f'echo "$@" >> {tmp_path}/installed')
    return tmp_path


def without(machine: Path, soname: str) -> None:
    listing = machine / "libraries"
    listing.write_text("\n".join(line for line in listing.read_text().splitlines() if not line.startswith(soname)))


def run_script(machine: Path, kind: str) -> subprocess.CompletedProcess[str]:
    path = f"{machine}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", str(SCRIPT), kind, sys.executable]
    return subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=30)


def test_script_and_doctor_know_the_same_libraries() -> None:
    pairs = re.findall(r"(lib[\w.+-]+)=(lib[\w.+-]+)", SCRIPT.read_text())
    assert {soname: package for package, soname in pairs} == LIBRARIES | SCREEN_LIBRARIES


@on_linux
def test_a_complete_machine_needs_nothing(machine: Path) -> None:
    done = run_script(machine, "screen")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@on_linux
def test_what_may_not_be_installed_is_named(machine: Path) -> None:
    without(machine, "libEGL")
    done = run_script(machine, "offscreen")
    assert done.returncode == 1
    assert "apt-get install libegl1" in done.stderr
    assert not (machine / "installed").exists()


@on_linux
def test_root_installs_what_is_missing(machine: Path) -> None:
    without(machine, "libxcb-cursor")
    tool(machine, "id", "echo 0")
    assert run_script(machine, "screen").returncode == 0
    assert (machine / "installed").read_text().split()[-1] == "libxcb-cursor0"


@on_linux
def test_screen_libraries_are_left_alone_where_there_is_no_screen(machine: Path) -> None:
    without(machine, "libxcb-cursor")
    assert run_script(machine, "offscreen").returncode == 0
