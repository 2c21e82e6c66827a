"""Builds the library of donors that ships with FaceForge from the London training shard.

    python -m training.data.library london-train-00.tar --out assets/library

Photos in the face frame are reduced to 256 px; `index.json` names sources, people and landmarks, `README.md` the
licence.
"""

from __future__ import annotations

import argparse
import json
import tarfile
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from engines.face.library import HAIR_SUFFIX, encode_hair
from engines.face.parsing.classes import HAIR
from engines.imaging.io import decode_image, encode_image, write_atomically
from training.data.shards import ShardDataset

SIZE = 256
QUALITY = 92
CONSENT = (
    "The people shown gave signed consent to the use of their images “in lab-based and web-based studies in their original or "
    "altered forms and to illustrate research (e.g., in scientific journals, news media or presentations)”."
)
CHANGES = "Aligned to the face frame and reduced to 256 px."
SOURCES = {
    "london": {
        "source": "Face Research Lab London Set (DeBruine & Jones 2017, doi:10.6084/m9.figshare.5047666)",
        "licence": "CC BY 4.0",
        "attribution": (
            "Lisa DeBruine and Benedict Jones: Face Research Lab London Set, 2017, figshare, "
            f"https://doi.org/10.6084/m9.figshare.5047666. {CHANGES}"
        ),
        "consent": CONSENT,
    },
    "canada": {
        "source": "Young Adult White Faces (DeBruine & Jones 2017, doi:10.6084/m9.figshare.4220517)",
        "licence": "CC BY 4.0",
        "attribution": (
            "Lisa DeBruine and Benedict Jones: Young Adult White Faces with Manipulated Versions, 2017, figshare, "
            f"https://doi.org/10.6084/m9.figshare.4220517. {CHANGES}"
        ),
        "consent": CONSENT,
    },
}


def build_library(shard: Path, out: Path, size: int = SIZE, labels: Path | None = None) -> int:
    """Write a JPEG for each photo of `shard`, `index.json` and `README.md` into `out`; returns how many people's
    photos. With `labels`, a label shard, also the mask of each one's hair.
    """
    rows = []
    with tarfile.open(shard) as tar:
        members = {member.name: member for member in tar if member.isfile()}
        keys = [name.removesuffix(".json") for name in members if name.endswith(".json")]
        for key in sorted(keys, key=lambda key: (list(SOURCES).index(_source(key)), key)):
            record = json.loads(_content(tar, members[f"{key}.json"]))
            rows.append(_write_donor(key, record, _content(tar, members[f"{key}.jpg"]), out, size))
    if labels is not None:
        _write_hair(ShardDataset([labels]), {row["id"] for row in rows}, out, size)
    index = {"sources": {row["source"]: SOURCES[row["source"]] for row in rows}, "donors": rows}
    write_atomically(out / "index.json", _compact(index).encode())
    write_atomically(out / "README.md", _readme().encode())
    return len(rows)


def _write_donor(key: str, record: dict[str, Any], jpeg: bytes, out: Path, size: int) -> dict[str, Any]:
    image = decode_image(jpeg, key).image
    landmarks = (np.array(record["landmarks"]) + 0.5) / image.shape[0]
    reduced = np.asarray(cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA), np.uint8)
    write_atomically(out / f"{key}.jpg", encode_image(reduced, ".jpg", label=None, quality=QUALITY))
    source = _source(key)
    if SOURCES[source]["source"] != record["source"]:
        raise ValueError(f"{key} names another source than is attributed: {record['source']}")
    row: dict[str, Any] = {"id": key, "name": _name(record), "file": f"{key}.jpg", "source": source}
    if record.get("group"):
        row["group"] = record["group"]
    return {**row, "landmarks": [[round(float(x), 4), round(float(y), 4)] for x, y in landmarks]}


def _write_hair(labels: ShardDataset, ids: set[str], out: Path, size: int) -> None:
    for i, key in enumerate(labels.keys()):
        if key in ids:
            classes = decode_image(labels.read(i, "label.png"), key).image[..., 0]
            hair = cv2.resize((classes == HAIR).astype(np.float32), (size, size), interpolation=cv2.INTER_AREA)
            write_atomically(out / f"{key}{HAIR_SUFFIX}", encode_hair((hair > 0.5).astype(np.float32)))


def _source(key: str) -> str:
    return key.split("-")[0]


def _name(record: dict[str, Any]) -> str:
    place, number = record["subject"].split("-")
    return f"{place.capitalize()} {number}" + (
        " smiling" if record.get("group", {}).get("expression") == "smiling" else ""
    )


def _compact(index: dict[str, Any]) -> str:
    """JSON with a line a donor, so that a change of one shows as one."""
    donors = ",\n".join(json.dumps(row, separators=(",", ":")) for row in index["donors"])
    sources = json.dumps(index["sources"], indent=1, ensure_ascii=False)
    return f'{{"sources": {sources},\n"donors": [\n{donors}\n]}}\n'


def _readme() -> str:
    rows = "\n".join(f"- {source['attribution']} Licence: {source['licence']}." for source in SOURCES.values())
    rows += "\n- Masks of their hair (`ID.hair.png`): made with MediaPipe's networks (Apache-2.0)."
    return f"# Donors that come with FaceForge\n\n{rows}\n\n{CONSENT}\n\nAny of them can be removed from the library in the application.\n"


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    assert file is not None
    return file.read()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shard", type=Path, help="tar shard of London photos in the face frame")
    parser.add_argument("--out", type=Path, required=True, help="the library's folder")
    parser.add_argument(
        "--labels", type=Path, help="the shard's labels, made by training.data.labels, for masks of hair"
    )
    arguments = parser.parse_args()
    print(f"{build_library(arguments.shard, arguments.out, labels=arguments.labels)} donors in {arguments.out}")


if __name__ == "__main__":
    main()
