"""All benchmarks, each in a process of its own: `python -m tests.benchmarks [NAME ...]`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(names: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    status = 0
    for name in names or found:
        print(f"\n{name}", flush=True)
        status |= subprocess.run([sys.executable, "-m", f"tests.benchmarks.bench_{name}"]).returncode
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
