"""A batch: what it packs, how it goes on, what it leaves out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from engines.errors import EngineError, FaceNotFoundError, InputError
from engines.face import providers
from engines.imaging.io import write_image
from engines.imaging.shards import END_OF_SHARD, shard_entries
from faceforge_app.batch import local
from faceforge_app.batch.items import Item, find_items
from faceforge_app.batch.job import Job
from faceforge_app.batch.job_file import Batch, make_batch
from faceforge_app.batch.output import Output
from faceforge_app.batch.run import Report, run
from faceforge_app.batch.worker import Outcome, Worker
from faceforge_app.session.settings import Settings
from tests.faceforge_app.batch.conftest import everything, face_members, pixels
from tests.fakes import FakeLandmarks, face_picture

NO_FACE_NETWORK = Settings(chosen_weights={"face": "none.safetensors"})


def in_process(job: Job, items: Sequence[tuple[int, Item]], workers: int) -> Iterator[tuple[int, Outcome]]:
    worker = Worker(job)
    yield from ((position, worker(item)) for position, item in items)


def backwards(job: Job, items: Sequence[tuple[int, Item]], workers: int) -> Iterator[tuple[int, Outcome]]:
    yield from in_process(job, items[::-1], workers)


def batch(weights: Path, source: Path, out: str = "out", **values: object) -> Batch:
    job = {
        "input": str(source), "out": out, "engine": "paintbox", "weights": str(weights), "per_image": 2, "shard_size": 4,
        **values,
    }  # fmt: skip
    return make_batch(job, source.parent, NO_FACE_NETWORK, lambda name: pytest.fail(name))


def done(batch: Batch, work: object = in_process) -> Report:
    return run(batch.job, batch.source, batch.out, batch.workers, work, progress=False)  # type: ignore[arg-type]


def test_variants_keep_labels_subjects_and_the_face(installed: Path, shards: Path) -> None:
    asked = batch(installed, shards)
    assert done(asked) == Report(items=6, earlier=0, made=12, left_out=0)
    first = asked.out / "faces-00000.tar"
    entries = shard_entries(first)
    assert [entry.key for entry in entries][:4] == ["00-1", "00-2", "01-1", "01-2"] and len(entries) == 8
    info = json.loads(entries[2].read(first, "json"))
    assert (info["subject"], info["group"], info["licence"]) == ("person-1", {"age": "30"}, "CC0")
    assert info["made_from"] == "01" and info["variant"] == 1 and info["synthetic"] is True
    assert entries[2].read(first, "cls") == b"1"
    one, other = (pixels(entry.read(first, "jpg")) for entry in entries[2:4])
    assert one.shape == (32, 32, 3)
    middle = (slice(14, 20), slice(13, 19))
    assert np.abs(one[middle].astype(int) - other[middle]).mean() < 12 < np.abs(one[:4].astype(int) - other[:4]).mean()
    rows = list(csv.DictReader((asked.out / "manifest.csv").open()))
    assert [row["key"] for row in rows[:2]] == ["00-1", "00-2"] and rows[0]["subject"] == "person-0"
    assert {row["shard"] for row in rows} == {"faces-00000.tar", "faces-00001.tar"}


def test_order_and_stops_change_nothing(installed: Path, shards: Path) -> None:
    whole, stopped = batch(installed, shards, "whole"), batch(installed, shards, "stopped")
    done(whole)

    def until_the_fifth(job: Job, items: Sequence[tuple[int, Item]], workers: int) -> Iterator[tuple[int, Outcome]]:
        for number, each in enumerate(backwards(job, items, workers)):
            if number == 5:
                raise KeyboardInterrupt
            yield each

    with pytest.raises(KeyboardInterrupt):
        done(stopped, until_the_fifth)
    assert not (stopped.out / "manifest.csv").exists()
    assert done(stopped, backwards).earlier == 5
    assert everything(stopped.out) == everything(whole.out)
    assert done(stopped).earlier == 6


def test_spawned_workers_make_the_same(installed: Path, shards: Path) -> None:
    alone, spawned = batch(installed, shards, "alone"), batch(installed, shards, "spawned", workers=2)
    done(alone)
    done(spawned, local.outcomes)
    assert everything(spawned.out) == everything(alone.out)


def test_a_worker_that_dies_costs_one_face(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killers"
    folder.mkdir()
    pieces = [face_members("a", 1), face_members("killer", 2, black=True), face_members("z", 3)]
    (folder / "x.tar").write_bytes(b"".join(pieces) + END_OF_SHARD)
    asked = batch(installed, folder, workers=1)
    assert done(asked, local.outcomes) == Report(items=3, earlier=0, made=4, left_out=1)
    assert "killer,The process that worked on it ended" in (asked.out / "left-out.csv").read_text()


def test_a_bad_file_is_listed(installed: Path, tmp_path: Path) -> None:
    shard = tmp_path / "people.tar"
    shard.write_bytes(b"".join([face_members("good", 1), face_members("bad", 2, damaged=True)]) + END_OF_SHARD)
    asked = batch(installed, shard)
    assert done(asked) == Report(items=2, earlier=0, made=2, left_out=1)
    assert (asked.out / "left-out.csv").read_text().splitlines()[1].startswith('bad,"people.tar/bad is not an image')


def test_folders_of_photos_name_people(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("anna/1.jpg", "ben/1.jpg", "single.jpg"):
        write_image(tmp_path / "photos" / name, face_picture(3, 96))
    for place in ("worker", "run"):
        monkeypatch.setattr(f"faceforge_app.batch.{place}.chosen_landmarks", lambda _settings: FakeLandmarks())
    asked = batch(installed, tmp_path / "photos", per_image=1)
    assert done(asked).made == 3
    rows = list(csv.DictReader((asked.out / "manifest.csv").open()))
    assert [(row["key"], row["subject"]) for row in rows] == [
        ("anna-1", "anna"), ("ben-1", "ben"), ("single", "single"),
    ]  # fmt: skip


def test_without_a_face_detector_photos_are_refused_at_once(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_image(tmp_path / "photos" / "a.jpg", face_picture(3, 96))
    monkeypatch.setattr(providers, "LANDMARK_SOURCES", ())
    with pytest.raises(FaceNotFoundError, match="Nothing that finds landmarks"):
        done(batch(installed, tmp_path / "photos"))


def test_another_job_is_not_mixed_in(installed: Path, shards: Path) -> None:
    done(batch(installed, shards))
    with pytest.raises(InputError, match="another job"):
        done(batch(installed, shards, seed=2))
    (shards.parent / "full").mkdir()
    (shards.parent / "full" / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="not empty"):
        done(batch(installed, shards, "full"))


def test_an_engine_that_cannot_be_loaded_ends_the_job(installed: Path, shards: Path) -> None:
    asked = batch(installed, shards, workers=1)
    items = list(enumerate(find_items(asked.source)))
    installed.unlink()
    with pytest.raises(EngineError, match="Bring them back"):
        list(local.outcomes(asked.job, items, 1))


def test_a_match_score_leaves_pictures_out(installed: Path, shards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scores = iter([0.9, 0.1] * 6)
    monkeypatch.setattr(Worker, "_match", lambda *_: next(scores))
    monkeypatch.setattr("faceforge_app.batch.run.is_available", lambda: True)
    asked = batch(installed, shards, match=[0.5, 0.95])
    assert done(asked) == Report(items=6, earlier=0, made=6, left_out=6)
    assert "00-2,Its match score is 0.100." in (asked.out / "left-out.csv").read_text()
    assert "00-1,faces-00000.tar,00,person-0,1," in (asked.out / "manifest.csv").read_text()


def test_seeds_follow_from_the_key_alone(installed: Path, shards: Path) -> None:
    job = batch(installed, shards).job
    assert job.runs("a") == job.runs("a") != job.runs("b")
    assert job.runs("a")[0].variants == 2


def test_items_are_packed_in_their_order(tmp_path: Path) -> None:
    items = [Item(key, tmp_path) for key in "abc"]
    output = Output(tmp_path / "out", items, 2, "job")
    for position in (2, 1, 0):
        output.keep(position, Outcome(bytes([position]) * 512, ({"key": items[position].key},), {}))
    assert output.finish() == (3, 0)
    assert (tmp_path / "out" / "faces-00000.tar").read_bytes() == bytes(512) + b"\1" * 512 + END_OF_SHARD
    assert output.to_do() == []
