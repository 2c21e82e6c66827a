"""All engines: one line each, plus installed plug-ins (entry-point group `faceforge.engines`)."""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import entry_points

from engines.context.spec import CONTEXT
from engines.face.parsing.shared import FACE
from engines.latent.spec import LATENT
from engines.parts.spec import PARTS
from engines.sketch.spec import SKETCH
from engines.spec import EngineSpec
from engines.symmetry.spec import SYMMETRY
from engines.weights import HelperSpec, NetworkSpec

log = logging.getLogger(__name__)

BUILT_IN: tuple[EngineSpec, ...] = (PARTS, SYMMETRY, LATENT, SKETCH, CONTEXT)
HELPERS: tuple[HelperSpec, ...] = (FACE,)  # networks that are no engines: nothing is asked of them alone
ENTRY_POINTS = "faceforge.engines"


@cache
def engines() -> dict[str, EngineSpec]:
    """Every engine by id; a plug-in that cannot be imported is left out, one with a built-in's id is ignored."""
    found = {spec.id: spec for spec in BUILT_IN}
    for entry in entry_points(group=ENTRY_POINTS):
        try:
            spec = entry.load()
        except Exception:  # a broken plug-in must not take the application with it
            log.warning("the plug-in '%s' could not be loaded", entry.name, exc_info=True)
            continue
        if isinstance(spec, EngineSpec):
            found.setdefault(spec.id, spec)
    return found


def networks() -> dict[str, NetworkSpec]:
    """Everything that has weights, by id: the engines, and the networks that help them."""
    return {**engines(), **{spec.id: spec for spec in HELPERS}}
