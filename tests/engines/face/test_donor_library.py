from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from engines.assets import assets_folder
from engines.errors import EngineError, ImageFileError, InputError
from engines.face.donors import Donor, cut_donor
from engines.face.landmarks import eye_centres
from engines.face.library import Library
from engines.face.regions import PART_KINDS
from engines.imaging.arrays import ByteImage, Points

LondonPhoto = Callable[[str], tuple[ByteImage, Points]]


@pytest.fixture
def donor(london: LondonPhoto) -> Donor:
    photo, landmarks = london("london-025-03")
    return cut_donor(photo, landmarks, "Test person", licence="CC BY 4.0", consent="signed")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library")


def test_built_in_donors_cover_every_group_and_expression(library: Library) -> None:
    london = [donor for donor in library if donor.group]
    groups = Counter((donor.group["ethnicity"], donor.group["expression"]) for donor in london)
    for ethnicity in ("white", "black", "east_asian", "west_asian", "east_asian/white"):
        assert groups[ethnicity, "neutral"] and groups[ethnicity, "smiling"]
    assert len({donor.name.removesuffix(" smiling") for donor in library}) >= 60
    assert len({donor.id for donor in library}) == len(library)


def test_every_built_in_donor_is_attributed_and_readable(library: Library) -> None:
    for donor in library:
        assert donor.licence == "CC BY 4.0" and "doi.org" in donor.attribution and "consent" in donor.consent
        assert (assets_folder() / "library" / f"{donor.id}.jpg").is_file()
        np.testing.assert_allclose(np.stack(eye_centres(donor.landmarks)), [[0.38, 0.475], [0.62, 0.475]], atol=2e-3)
    full = library.donor(library.donors[0].id)
    assert type(full) is Donor and full.image.shape == (256, 256, 3)


def test_pictures_are_read_when_looked_at(library: Library) -> None:
    first = library.donors[0]
    assert "image" not in vars(first)
    assert first.image.shape == (256, 256, 3)
    assert all(first.part(kind).shape == (256, 256) for kind in PART_KINDS)


def test_added_donor_is_there_after_a_restart(library: Library, tmp_path: Path, donor: Donor) -> None:
    library.add(donor)
    for again in (library, Library.open(tmp_path / "library")):
        kept = again.donor(donor.id)
        assert again.donors[-1].id == donor.id and not again.is_built_in(donor.id)
        assert (kept.name, kept.licence, kept.consent) == ("Test person", "CC BY 4.0", "signed")
        np.testing.assert_allclose(kept.landmarks, donor.landmarks, atol=1e-5)
        assert np.abs(kept.image.astype(int) - donor.image).mean() < 2


def test_hair_is_cut_out_where_it_was_seen_and_kept(library: Library, tmp_path: Path, london: LondonPhoto) -> None:
    photo, landmarks = london("london-025-03")
    seen = np.zeros((64, 64), np.float32)
    seen[:20, 10:50] = 1
    donor = cut_donor(photo, landmarks, "With hair", hair=seen)
    assert donor.part("hair").shape == donor.image.shape[:2]
    assert donor.part("hair").mean() == pytest.approx(seen.mean(), abs=0.01)
    assert cut_donor(photo, landmarks, "Without").part("hair").mean() > 0.05  # the zone around the head
    library.add(donor)
    again = Library.open(tmp_path / "library").donor(donor.id)
    assert again.hair is not None and np.abs(again.hair - donor.part("hair")).mean() < 0.01
    library.remove(donor.id)
    assert not list((tmp_path / "library").glob(f"{donor.id}*"))


def test_built_in_donors_come_with_their_hair(library: Library) -> None:
    for donor in library.donors[::20]:
        hair = library.donor(donor.id).hair
        assert hair is not None and hair.shape == donor.image.shape[:2] and 0.005 < hair.mean() < 0.5


def test_removed_own_donor_leaves_no_file(library: Library, tmp_path: Path, donor: Donor) -> None:
    library.add(donor)
    library.remove(donor.id)
    assert list((tmp_path / "library").iterdir()) == []
    with pytest.raises(InputError, match="no donor"):
        library.donor(donor.id)


def test_removed_built_in_donor_is_hidden_until_restored(library: Library, tmp_path: Path) -> None:
    first, count = library.donors[0].id, len(library)
    library.remove(first)
    again = Library.open(tmp_path / "library")
    assert len(again) == count - 1 and first not in {donor.id for donor in again}
    with pytest.raises(InputError, match="no donor"):
        again.donor(first)
    again.restore_built_in()
    assert len(Library.open(tmp_path / "library")) == count


def test_adding_a_built_in_donor_shows_it_again(library: Library) -> None:
    first = library.donor(library.donors[0].id)
    count = len(library)
    library.remove(first.id)
    library.add(first)
    assert len(library) == count


def test_damaged_own_files_are_left_out(library: Library, tmp_path: Path, donor: Donor) -> None:
    count = len(library)
    library.add(donor)
    folder = tmp_path / "library"
    (folder / "broken.json").write_text("{")
    (folder / "broken.jpg").write_bytes(b"")
    (folder / "alone.json").write_text("{}")
    (folder / "removed.json").write_text("nonsense")
    assert len(Library.open(folder)) == count + 1


def test_ids_stay_inside_the_folder(library: Library, donor: Donor) -> None:
    with pytest.raises(InputError, match="cannot name"):
        library.add(Donor("../evil", "x", donor.image, donor.landmarks))
    with pytest.raises(InputError, match="no donor"):
        library.remove("nobody")


def test_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path, donor: Donor) -> None:
    (tmp_path / "library").write_text("a file where the folder should be")
    library = Library.open(tmp_path / "library")
    with pytest.raises(ImageFileError, match="Choose another"):
        library.add(donor)
    assert donor.id not in {known.id for known in library}


def test_missing_index_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACEFORGE_ASSETS", str(tmp_path))
    with pytest.raises(EngineError, match="Install FaceForge again"):
        Library.open(tmp_path)


def test_threads_may_share_a_library(library: Library, donor: Donor) -> None:
    ids = [known.id for known in library.donors[:12]]
    with ThreadPoolExecutor(4) as pool:
        removed = pool.map(library.remove, ids)
        read = [pool.submit(lambda: len(library.donors)) for _ in range(20)]
        list(removed)
    assert all(future.result() > 0 for future in read)
    assert not {known.id for known in library} & set(ids)
    removed_file = json.loads((library._folder / "removed.json").read_text())
    assert sorted(ids) == removed_file


def test_cut_donor_is_as_large_as_the_photo_gives(london: LondonPhoto) -> None:
    photo, landmarks = london("london-136-03")
    assert cut_donor(photo, landmarks, "").image.shape == (256, 256, 3)
    large = np.kron(photo, np.ones((4, 4, 1), np.uint8))
    assert cut_donor(large, landmarks * 4, "").image.shape == (512, 512, 3)
    with pytest.raises(InputError, match="68 points"):
        cut_donor(photo, landmarks[:5], "")
