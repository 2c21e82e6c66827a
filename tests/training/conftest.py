"""Tiny shards and feature networks, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.training.tiny_training import write_random_vgg19, write_shard, write_tiny_squeezenet


@pytest.fixture(scope="session")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one shard of four drawn faces, named as the debug configurations want it."""
    folder = tmp_path_factory.mktemp("shards")
    write_shard(folder / "london-train-00.tar")
    return folder


@pytest.fixture(scope="session")
def squeeze_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_squeezenet(tmp_path_factory.mktemp("squeeze") / "squeeze.npz")


@pytest.fixture(scope="session")
def vgg_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_random_vgg19(tmp_path_factory.mktemp("vgg") / "vgg19.pth")
