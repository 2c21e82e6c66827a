"""The same batch on a Ray cluster of two nodes and by one process here; needs the extra `ray`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines.errors import EngineError
from faceforge_app.batch import on_ray
from faceforge_app.batch.items import find_items
from tests.faceforge_app.batch.conftest import everything
from tests.faceforge_app.batch.test_batch import batch, done

MEMORY = 100_000_000
pytestmark = pytest.mark.timeout(600)  # a cluster takes its time to start on a busy machine


@pytest.fixture
def cluster(installed: Path) -> Iterator[str]:
    """The address of a local cluster of two nodes with a processor each."""
    pytest.importorskip("ray")
    import ray
    from ray.cluster_utils import Cluster

    made = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": MEMORY, "include_dashboard": False}
    )
    made.add_node(num_cpus=1, object_store_memory=MEMORY)
    found = {"env_vars": {"PYTHONPATH": str(installed.parent)}}
    ray.init(address=made.address, runtime_env=found, log_to_driver=False)
    yield made.address
    ray.shutdown()
    made.shutdown()


def test_a_cluster_makes_the_same(cluster: str, installed: Path, shards: Path) -> None:
    here, there = batch(installed, shards, "here"), batch(installed, shards, "there", workers=2)
    done(here)
    assert done(there, on_ray.outcomes).made == 12
    assert everything(there.out) == everything(here.out)


def test_an_engine_that_cannot_be_loaded_ends_the_job_there_too(cluster: str, installed: Path, shards: Path) -> None:
    asked = batch(installed, shards, workers=1)
    items = list(enumerate(find_items(asked.source)))
    installed.unlink()
    with pytest.raises(EngineError, match="Bring them back"):
        list(on_ray.outcomes(asked.job, items, 1))


def test_without_ray_it_is_said_what_to_install(installed: Path, shards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"faceforge\[ray\]"):
        done(batch(installed, shards), on_ray.outcomes)
