"""Whole sessions that are killed; `make soak` kills many more, and measures what is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork")
def test_killed_sessions_leave_nothing_damaged() -> None:
    """In a process of its own: one with a QApplication must not be forked."""
    options = ["--kills", "5", "--interval", "0.2", "--at-once", "5", "--mutations", "0"]
    told = subprocess.run(
        [sys.executable, "-m", "tests.soak", *options], capture_output=True, text=True, timeout=60, check=False
    )
    assert "| kills | 5 |" in told.stdout, told.stderr
    assert "| damaged saved files or snapshots | 0 |" in told.stdout
