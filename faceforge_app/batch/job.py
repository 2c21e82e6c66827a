"""What a batch is to do, ready to be sent to its workers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engines.errors import InputError
from engines.face.parsing.shared import FACE
from engines.options import check_options, option_infos
from engines.registry import engines
from engines.spec import EngineSpec
from engines.weights import file_sha256
from faceforge_app.batch.items import Item
from faceforge_app.batch.tasks import Task
from faceforge_app.session.settings import Settings

SEEDS = 2**31
MULTIPLIED = ("seed", "variants")  # options that a job sets itself


@dataclass(frozen=True, eq=False)
class Job:
    """`task` asks the engine `engine_id` for `per_image` pictures a face, in a face frame of `size` pixels.

    Each face's seed follows from `seed` and its key, so the order of the work does not matter. `match`: pictures whose match score with
    their face lies outside this range are left out. `written` is the job as it was asked for: what makes two jobs the same.
    `settings` say what finds faces.
    """

    task: Task
    engine_id: str
    weights: Path
    device: str
    size: int
    per_image: int = 1
    seed: int = 1
    options: Mapping[str, Any] = field(default_factory=dict)
    match: tuple[float, float] | None = None
    quality: int = 95
    shard_size: int = 500
    settings: Settings = Settings()  # noqa: RUF009
    written: Mapping[str, Any] = field(default_factory=dict)

    @property
    def spec(self) -> EngineSpec:
        return engines()[self.engine_id]

    def runs(self, key: str) -> list[Any]:
        """The options of each run of the engine for one face: one run where it makes variants itself."""
        seed = int.from_bytes(hashlib.sha256(f"{self.seed}/{key}".encode()).digest()[:4], "big") % SEEDS
        own = {info.name for info in option_infos(self.spec.options_type)}
        given = {**self.task.usual_options, **self.options}
        if "variants" in own:
            each: list[dict[str, Any]] = [{"seed": seed, "variants": self.per_image}]
        else:
            each = [{"seed": (seed + number) % SEEDS} for number in range(self.per_image)]
        return [
            self.spec.options_type(**{name: value for name, value in {**given, **run}.items() if name in own})
            for run in each
        ]

    def check(self) -> None:
        """Raises `EngineError` for what no face could be made with."""
        if not issubclass(self.spec.request_type, self.task.request_type):
            raise InputError(
                f"The engine '{self.engine_id}' does not do this task. Choose another one from 'faceforge engines'."
            )
        known = {info.name for info in option_infos(self.spec.options_type)} - set(MULTIPLIED)
        for name in self.options:
            if name not in known:
                listed = ", ".join(sorted(known)) or "none"
                raise InputError(
                    f"The engine '{self.engine_id}' has no option {name!r} for a batch. Its options: {listed}."
                )
        if not (self.per_image >= 1 and 32 <= self.size <= 2048 and self.shard_size >= 1):
            raise InputError(
                "A batch needs at least one picture a face, of 32 to 2048 pixels. Change per_image or size."
            )
        for options in self.runs(""):
            check_options(options)

    def fingerprint(self, items: list[Item]) -> str:
        """The same for the same job on the same faces with the same weights."""
        digest = hashlib.sha256(json.dumps(dict(self.written), sort_keys=True).encode())
        face_network = self.settings.weights_path(FACE)
        for weights in (self.weights, face_network):
            digest.update(file_sha256(weights).encode() if weights.is_file() else b"none")
        for item in items:
            length = (
                item.path.stat().st_size if item.entry is None else sum(size for _, size in item.entry.members.values())
            )
            digest.update(f"{item.key}\t{item.subject}\t{length}\n".encode())
        return digest.hexdigest()
