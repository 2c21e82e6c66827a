"""One comparison of an engine's results with the faces it learnt from, for `faceforge-evaluate memorisation`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from engines import registry
from engines.errors import InputError
from engines.imaging.arrays import ByteImage
from engines.symmetry.spec import SYMMETRY
from engines.weights import read_card
from training.data.shards import Sample, ShardDataset, find_shards
from training.evaluation import memorisation
from training.evaluation.dlib_faces import DlibFaces
from training.evaluation.memorisation import Memorisation


def run_memorisation(
    arguments: argparse.Namespace, held_out: Sequence[Sample], faces: DlibFaces | None, say: Callable[[str], None]
) -> tuple[Memorisation, dict[str, Any], dict[str, ByteImage]]:
    """What was measured, the settings, and the sheet of the nearest pairs, which shows training photos. Closes `faces`.

    Raises `InputError` where dlib, the engine or its training sets are not known.
    """
    if faces is None:
        raise InputError('Faces cannot be compared without dlib. Install it: pip install "faceforge[landmarks]".')
    with faces:
        specs = {SYMMETRY.id: SYMMETRY, **registry.engines()}
        if arguments.made_by not in specs:
            raise InputError(f"There is no engine {arguments.made_by}. Use one of {', '.join(specs)}.")
        names = arguments.training or memorisation.training_sets(read_card(arguments.weights))
        training = ShardDataset(find_shards(arguments.data, names))
        chosen = sorted(int(i) for i in np.random.default_rng(0).permutation(len(training))[: arguments.training_limit])
        engine = specs[arguments.made_by].load(arguments.weights, arguments.device)
        say(f"{arguments.limit} results")
        pictures = memorisation.results(engine, held_out, arguments.limit, arguments.seed)
        say(f"{len(chosen)} training faces of {', '.join(names)}")
        known = memorisation.describe(training, chosen, faces)
        measured = memorisation.measure(pictures, known, held_out, faces)
    settings = {
        "engine": arguments.made_by, "seed": arguments.seed, "training sets": ", ".join(names),
        "training faces": len(chosen), "held-out people of": ", ".join(arguments.held_out),
    }  # fmt: skip
    return measured, settings, {"nearest-pairs": memorisation.sheet(measured, training, chosen)}
