from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engines.errors import WeightsError
from engines.weights import WeightsCard, file_sha256, load_weights, read_card, save_weights

CARD = WeightsCard(
    engine="parts",
    config={"size": 128, "widths": [8, 16]},
    title="Parts to face, 128 px",
    data=("open", "research"),
    licence="CC BY 4.0",
    schedule={"steps": 10},
    metrics={"lpips_squeeze_caffe": 0.2},
)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "new folder" / "parts-test.safetensors"
    save_weights(path, {"weight": torch.linspace(-1, 1, 64).reshape(8, 8), "steps": torch.tensor([3])}, CARD)
    return path


def with_header(path: Path, header: object) -> Path:
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text)
    return path


def test_what_is_saved_is_loaded_again(saved: Path) -> None:
    tensors, card = load_weights(saved, "parts")
    assert tensors["weight"].dtype == torch.float32 and tensors["steps"].dtype == torch.int64
    assert torch.allclose(tensors["weight"], torch.linspace(-1, 1, 64).reshape(8, 8), atol=5e-4)
    assert card.data == ("open", "research") and card.metrics == CARD.metrics and card.config == CARD.config


def test_full_precision_on_request(tmp_path: Path) -> None:
    exact = torch.tensor([1 / 3])
    save_weights(tmp_path / "a.safetensors", {"w": exact}, CARD, half=False)
    assert torch.equal(load_weights(tmp_path / "a.safetensors", "parts")[0]["w"], exact)


def test_saving_replaces_the_old_file_and_leaves_nothing_beside_it(saved: Path) -> None:
    save_weights(saved, {"weight": torch.zeros(1)}, CARD)
    assert list(saved.parent.iterdir()) == [saved]
    assert load_weights(saved, "parts")[0]["weight"].shape == (1,)


def test_a_failed_save_keeps_the_old_file(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = saved.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engines.imaging.io.os.fsync", full)
    with pytest.raises(WeightsError, match="disk is full"):
        save_weights(saved, {"weight": torch.zeros(1)}, CARD)
    assert saved.read_bytes() == before and list(saved.parent.iterdir()) == [saved]


def test_weights_of_another_engine_are_refused(saved: Path) -> None:
    with pytest.raises(WeightsError, match="belongs to the engine 'parts', not 'latent'"):
        load_weights(saved, "latent")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"missing: there is no .*gone\.safetensors"):
        read_card(tmp_path / "gone.safetensors")


@pytest.mark.parametrize("kept", [0, 4, 20, 200, -1])
def test_a_cut_off_file_is_refused(saved: Path, kept: int) -> None:
    saved.write_bytes(saved.read_bytes()[:kept])
    with pytest.raises(WeightsError):
        load_weights(saved, "parts")


def test_a_pickle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.pth"
    torch.save({"weight": torch.zeros(1)}, path)
    with pytest.raises(WeightsError, match="not a safetensors file"):
        load_weights(path, "parts")


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"__metadata__": {}},
        {"__metadata__": {"card": "{"}},
        {"__metadata__": {"card": "[]"}},
        {"__metadata__": {"card": '{"engine": "parts"}'}},
        {"__metadata__": {"card": '{"engine": "parts", "config": []}'}},
        {"__metadata__": None},
        {"weight": {}},
        {"weight": {"data_offsets": [0]}},
        [],
        7,
    ],
)
def test_a_file_without_a_card_is_refused(tmp_path: Path, header: object) -> None:
    with pytest.raises(WeightsError):
        read_card(with_header(tmp_path / "odd.safetensors", header))


def test_a_card_from_the_future_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    card = json.dumps({"engine": "parts", "config": {}, "new_field": 1})
    assert read_card(with_header(tmp_path / "new.safetensors", {"__metadata__": {"card": card}})).engine == "parts"


@given(content=st.binary(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_at_all_get_past_the_reader(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "noise.safetensors"
    path.write_bytes(content)
    with pytest.raises(WeightsError):
        read_card(path)


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    data = np.arange(1000, dtype=np.uint8).tobytes()
    (tmp_path / "x").write_bytes(data)
    assert file_sha256(tmp_path / "x") == hashlib.sha256(data).hexdigest()
