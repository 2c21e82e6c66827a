"""From a part let go to its preview, beside the network's bare forward pass on the same canvas. Goal: at most twice."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import torch
from PySide6.QtWidgets import QApplication

from engines.parts.engine import PartsEngine
from engines.parts.options import PartsOptions
from engines.run_context import RunContext
from faceforge_app.document import editing
from faceforge_app.document.requests import build_parts_request
from faceforge_app.session.engine_choice import spec_of
from faceforge_app.session.session import Session
from tests.benchmarks.common import median, p95, processor, say, wait_for

ROUNDS = 40
KINDS = ("eyes", "brows", "nose", "mouth", "jaw")


def main() -> None:
    application = QApplication.instance() or QApplication([])
    session = Session()
    for number, kind in enumerate(KINDS):
        session.add_part(session.library.donors[number], kind)
    drop, forward = preview_timer(session), forward_timer(session)
    for timer in (drop, forward):
        timer(0)
    pairs = [(drop(number), forward(number)) for number in range(ROUNDS)]  # in turn, so that other load meets both
    session.close()
    previews_ms, forwards_ms = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    say("part let go to its preview, median (p95)", f"{median(previews_ms):.0f} ms ({p95(previews_ms):.0f} ms)")
    say("bare forward pass, median (p95)", f"{median(forwards_ms):.0f} ms ({p95(forwards_ms):.0f} ms)")
    say("ratio of the medians (goal: at most 2)", f"{median(previews_ms) / median(forwards_ms):.2f}")
    say("processor", processor())
    application.quit()


def preview_timer(session: Session) -> Callable[[int], float]:
    """Moves a part a little, as at the end of a drag; the milliseconds until the preview is there."""
    answers: list[bool] = []
    session.live_preview.changed.connect(lambda: answers.append(session.live_preview.picture is not None))
    session.set_live_preview(True)
    wait_for(lambda: any(answers))  # loads torch and the weights

    def drop(number: int) -> float:
        answers.clear()
        layer = session.document.parts[number % len(KINDS)]
        session.commit("Move", editing.place(session.document, layer.id, layer.placement.moved(0.004, -0.003)))
        return wait_for(lambda: any(answers))

    return drop


def forward_timer(session: Session) -> Callable[[int], float]:
    """One picture painted in this thread, with the threads that the worker has; the milliseconds spent in the network."""
    torch.set_num_threads(max(1, (os.cpu_count() or 2) - 1))
    spec = spec_of("parts")
    engine = spec.load(session.settings.weights_path(spec), session.settings.device)
    assert isinstance(engine, PartsEngine)
    moments: list[float] = []
    engine._network.register_forward_pre_hook(lambda *_: moments.append(time.perf_counter()))
    engine._network.register_forward_hook(lambda *_: moments.append(time.perf_counter()))

    def forward(_: int) -> float:
        engine.run(build_parts_request(session.document), PartsOptions(variants=1), RunContext())
        return (moments[-1] - moments[-2]) * 1000

    return forward


if __name__ == "__main__":
    main()
