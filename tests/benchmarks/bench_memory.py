"""What a run of each engine takes at most, beside torch itself: the figures of `EngineSpec.memory_mb`.

On CUDA what torch took; elsewhere how far the process grew beyond what it was with torch loaded and its arithmetic warm.
"""

from __future__ import annotations

import subprocess
import sys

from engines import registry
from faceforge_app.session.settings import load_settings
from tests.benchmarks.common import processor, say

PROGRAM = """
import resource, sys
import torch
from engines import registry
from engines.devices import resolve_device
from engines.face.library import Library
from engines.run_context import RunContext
from faceforge_app.document.example import example_request
from faceforge_app.session.settings import load_settings
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
spec = registry.engines()[sys.argv[1]]
request = example_request(spec.request_type, Library.open().donor)
torch.nn.functional.conv2d(torch.zeros(1, 8, 64, 64), torch.zeros(8, 8, 3, 3))
before = peak()
spec.load(load_settings().weights_path(spec), "auto").run(request, spec.options_type(), RunContext())
cuda = resolve_device("auto").type == "cuda"
print(torch.cuda.max_memory_allocated() / (1 << 20) if cuda else peak() - before)
"""


def main() -> None:
    for spec in registry.engines().values():
        if load_settings().weights_path(spec).is_file():
            run = subprocess.run([sys.executable, "-c", PROGRAM, spec.id], capture_output=True, text=True, timeout=300)
            done = f"{float(run.stdout):.0f} MB" if run.returncode == 0 else run.stderr.splitlines()[-1]
            say(f"memory of a run of {spec.id} (stated: {spec.memory_mb} MB)", done)
    say("processor", processor())


if __name__ == "__main__":
    main()
