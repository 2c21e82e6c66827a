"""The library: donors that come with FaceForge and those that the user added.

Built-in donors lie in `assets/library` (`index.json`, one JPEG and one mask of the hair each), the user's own in a folder of theirs:
`ID.json`, `ID.jpg` and, where hair was seen, `ID.hair.png` each, and `removed.json`, the ids of built-in donors that the user took out.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from platformdirs import user_data_path

from engines.assets import assets_folder
from engines.errors import EngineError, ImageFileError, InputError
from engines.face.donors import Donor
from engines.face.landmarks import COUNT
from engines.imaging.arrays import ByteImage, Mask, to_float
from engines.imaging.io import encode_image, read_image, write_atomically

INDEX = "index.json"
REMOVED = "removed.json"
HAIR_SUFFIX = ".hair.png"
HAIR_EDGE_PX = 0.8  # masks that ship are black and white
TEXT_FIELDS = ("source", "licence", "attribution", "consent")


class StoredDonor(Donor):
    """A donor whose picture is read when it is first looked at."""

    def __init__(self, file: Path, stored: dict[str, Any]) -> None:
        fields = {
            "file": file,
            "id": str(stored["id"]),
            "name": str(stored["name"]),
            "landmarks": np.array(stored["landmarks"], np.float64).reshape(COUNT, 2),
            "group": {str(key): str(value) for key, value in (stored.get("group") or {}).items()},
            **{name: str(stored.get(name, "")) for name in TEXT_FIELDS},
        }
        for name, value in fields.items():
            object.__setattr__(self, name, value)

    file: Path

    @cached_property
    def image(self) -> ByteImage:
        return read_image(self.file).image

    @cached_property
    def hair(self) -> Mask | None:
        path = _hair_path(self.file)
        if not path.is_file():
            return None
        soft = cv2.GaussianBlur(to_float(read_image(path).image)[..., 0], (0, 0), HAIR_EDGE_PX)
        return np.asarray(soft, np.float32)

    def loaded(self) -> Donor:
        """A plain donor with its picture. Raises `ImageFileError` where that cannot be read."""
        texts = {name: getattr(self, name) for name in TEXT_FIELDS}
        return Donor(self.id, self.name, self.image, self.landmarks, group=self.group, hair=self.hair, **texts)


class Library:
    """Donors by id, built-in ones first. Made with `Library.open`; any thread may use it."""

    def __init__(self, folder: Path, built_in: list[StoredDonor], own: list[StoredDonor], removed: set[str]) -> None:
        self._folder = folder
        self._built_in = {donor.id: donor for donor in built_in}
        self._own = {donor.id: donor for donor in own}
        self._removed = removed
        self._lock = threading.RLock()

    @classmethod
    def open(cls, folder: Path | None = None) -> Library:
        """Read the index and the user's `folder` (the user's data folder when None); no picture is read yet.

        Own donors whose files are damaged are left out. Raises `EngineError` where the built-in index cannot be read.
        """
        folder = folder or user_data_path("faceforge", appauthor=False) / "library"
        return cls(folder, _read_built_in(assets_folder() / "library"), _read_own(folder), _read_removed(folder))

    @property
    def donors(self) -> tuple[Donor, ...]:
        """Everyone on offer; their pictures are read when first looked at."""
        with self._lock:
            shown = [donor for donor in self._built_in.values() if donor.id not in self._removed]
            return (*shown, *self._own.values())

    def __iter__(self) -> Iterator[Donor]:
        return iter(self.donors)

    def __len__(self) -> int:
        return len(self.donors)

    def donor(self, donor_id: str) -> Donor:
        """The donor with this id, its picture read. Raises `InputError` where there is none."""
        with self._lock:
            found = self._own.get(donor_id) or self._built_in.get(donor_id)
            if found is None or donor_id in self._removed:
                raise InputError(f"There is no donor {donor_id} in the library. Choose another one.")
        return found.loaded()

    def is_built_in(self, donor_id: str) -> bool:
        return donor_id in self._built_in

    def add(self, donor: Donor) -> None:
        """Keep a donor in the user's folder; one that came with FaceForge is shown again. Raises `ImageFileError`."""
        with self._lock:
            if donor.id in self._built_in:
                self._set_removed(self._removed - {donor.id})
                return
            if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*", donor.id) or f"{donor.id}.json" in (INDEX, REMOVED):
                raise InputError(f"“{donor.id}” cannot name a donor. Use letters, digits, dots and hyphens.")
            stored = _as_json(donor)
            picture = self._folder / f"{donor.id}.jpg"
            write_atomically(picture, encode_image(donor.image, ".jpg", label=None))
            if donor.hair is not None:
                write_atomically(_hair_path(picture), encode_hair(donor.hair))
            write_atomically(self._folder / f"{donor.id}.json", json.dumps(stored, indent=1).encode())
            self._own[donor.id] = StoredDonor(picture, stored)

    def remove(self, donor_id: str) -> None:
        """Delete an own donor's files, or hide a built-in one. Raises `InputError` for an id that is not there."""
        with self._lock:
            if donor_id in self._own:
                self._delete_own(donor_id)
            elif donor_id in self._built_in:
                self._set_removed(self._removed | {donor_id})
            else:
                raise InputError(f"There is no donor {donor_id} in the library. Choose another one.")

    def restore_built_in(self) -> None:
        """Show every built-in donor again."""
        with self._lock:
            self._set_removed(set())

    def _delete_own(self, donor_id: str) -> None:
        try:
            for suffix in (".json", ".jpg", HAIR_SUFFIX):  # the JSON first: a picture alone is not listed
                (self._folder / f"{donor_id}{suffix}").unlink(missing_ok=True)
        except OSError as error:
            message = (
                f"The donor's files in {self._folder} could not be deleted ({error.strerror}). Delete them by hand."
            )
            raise ImageFileError(message) from error
        del self._own[donor_id]

    def _set_removed(self, removed: set[str]) -> None:
        if removed != self._removed:
            write_atomically(self._folder / REMOVED, json.dumps(sorted(removed)).encode())
            self._removed = removed


def encode_hair(hair: Mask) -> bytes:
    """The bytes of `ID.hair.png`, from a mask (S, S) in [0, 1]."""
    return bytes(cv2.imencode(".png", np.rint(hair * 255).astype(np.uint8))[1])


def _hair_path(picture: Path) -> Path:
    return picture.with_name(f"{picture.stem}{HAIR_SUFFIX}")


def _read_built_in(folder: Path) -> list[StoredDonor]:
    try:
        index = json.loads((folder / INDEX).read_text("utf-8"))
        sources = index["sources"]
        return [StoredDonor(folder / row["file"], {**row, **sources[row["source"]]}) for row in index["donors"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(f"The library in {folder} cannot be read. Install FaceForge again.") from error


def _read_own(folder: Path) -> list[StoredDonor]:
    donors = []
    for path in sorted(folder.glob("*.json")):
        picture = path.with_suffix(".jpg")
        if path.name == REMOVED or not picture.is_file():
            continue
        try:
            stored = json.loads(path.read_text("utf-8"))
            donors.append(StoredDonor(picture, {**stored, "id": path.stem}))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return donors


def _read_removed(folder: Path) -> set[str]:
    try:
        return {str(donor_id) for donor_id in json.loads((folder / REMOVED).read_text("utf-8"))}
    except (OSError, ValueError, TypeError):
        return set()


def _as_json(donor: Donor) -> dict[str, Any]:
    landmarks = [[round(float(x), 5), round(float(y), 5)] for x, y in donor.landmarks]
    texts = {name: getattr(donor, name) for name in TEXT_FIELDS}
    return {"id": donor.id, "name": donor.name, **texts, "group": donor.group, "landmarks": landmarks}
