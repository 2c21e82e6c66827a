"""Where pixels come from: shares by formula, and the pictures and legends that are made of them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engines.errors import InputError
from engines.face.donors import Donor
from engines.imaging.arrays import Mask
from engines.imaging.geometry import IDENTITY, resize
from engines.requests import CompletionRequest, PartsRequest, PlacedPart
from faceforge_app.document import editing, provenance
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.overlays import HEAT_OPACITY, HOTTEST, origin_overlay, spread_overlay, with_legend
from faceforge_app.document.photo import applied
from faceforge_app.document.provenance import AVERAGE, INVENTED, MIRROR, PHOTO, Kind, Origin, Shares
from faceforge_app.document.put_back import with_result
from faceforge_app.document.requests import build_request
from tests.faceforge_app.document.photos import ground, masked
from tests.fakes import face_picture, fake_donor

SIDE = 16
GREY = np.full((SIDE, SIDE, 3), 0.5, np.float32)
ADA, BEN = Origin(Kind.DONOR, "ada"), Origin(Kind.DONOR, "ben")


def columns(first: int, last: int, level: float = 1.0) -> Mask:
    """A mask of `level` from column `first` to before `last`."""
    mask = np.zeros((SIDE, SIDE), np.float32)
    mask[:, first:last] = level
    return mask


def placed(donor: str, mask: Mask, opacity: float = 1.0) -> PlacedPart:
    return PlacedPart("nose", GREY, mask, IDENTITY, opacity, donor=donor)


def no_donor(donor_id: str) -> Donor:
    raise InputError(f"There is no donor {donor_id}. Choose another one.")


def is_whole(shares: Shares) -> bool:
    return bool(np.allclose(sum(shares.values()), 1, atol=1e-6))


def test_a_part_covers_what_lies_below_it_by_its_opacity() -> None:
    parts = (placed("ada", columns(0, 12)), placed("ben", columns(8, 16), 0.25))
    shares = provenance.of_parts(PartsRequest(parts), SIDE)
    assert np.allclose(shares[ADA][0], [1] * 8 + [0.75] * 4 + [0] * 4)
    assert np.allclose(shares[BEN][0], [0] * 8 + [0.25] * 8)
    assert np.allclose(shares[INVENTED][0], [0] * 12 + [0.75] * 4)
    assert is_whole(shares)


def test_of_a_swap_the_photo_is_kept_where_nothing_may_change() -> None:
    parts = (placed("photo", columns(0, 16)), placed("ada", columns(4, 12)))
    request = PartsRequest(parts, base=GREY, change=columns(0, 8, 0.5))
    shares = provenance.of_parts(request, SIDE)
    assert np.allclose(shares[ADA][0], [0] * 4 + [0.5] * 4 + [0] * 8)
    assert np.allclose(shares[PHOTO][0], [1] * 4 + [0.5] * 4 + [1] * 8)
    assert is_whole(shares)


def test_a_completion_is_photo_copied_and_invented() -> None:
    copied = np.rint(columns(0, 4) * 255).astype(np.uint8)
    request = CompletionRequest(GREY, columns(2, 10, 0.5))
    shares = provenance.of_request(request, {"copied": copied}, SIDE)
    assert np.allclose(shares[MIRROR][0], [0, 0, 0.5, 0.5] + [0] * 12)
    assert np.allclose(shares[INVENTED][0], [0] * 4 + [0.5] * 6 + [0] * 6)
    assert np.allclose(shares[PHOTO][0], [1, 1] + [0.5] * 8 + [1] * 6)
    without = provenance.of_request(request, {}, SIDE)
    assert np.allclose(without[INVENTED], request.mask)
    assert is_whole(shares) and is_whole(without)


def test_a_document_is_the_average_face_below_its_layers() -> None:
    document, _ = editing.add_part(Document(), fake_donor("ada"), "nose")
    alone = provenance.of_document(document, SIDE, no_donor)
    assert is_whole(alone) and alone[ADA].max() > 0.5 and alone[AVERAGE][0, 0] == 1
    document = document.with_layer(ImageLayer(face_picture(), opacity=0.25))
    shares = provenance.of_document(document, SIDE, no_donor)
    assert np.allclose(shares[PHOTO], 0.25)
    assert np.allclose(shares[ADA], alone[ADA] * 0.75)


def test_an_applied_result_brings_its_own_origins() -> None:
    ada = fake_donor("ada", size=SIDE)
    row = {"kind": "nose", "donor": "ada", "to_canvas": IDENTITY.tolist(), "opacity": 0.5}
    layer = ImageLayer(face_picture(), recipe={"engine": "parts", "parts": [row]})
    shares = provenance.of_document(Document((layer,)), SIDE, lambda _: ada)
    assert np.allclose(shares[ADA], ada.part("nose") * 0.5, atol=1e-6)
    assert np.allclose(shares[INVENTED], 1 - shares[ADA])
    unknown = provenance.of_document(Document((layer,)), SIDE, no_donor)
    assert np.allclose(unknown[INVENTED], 1)


def test_overlays_and_hidden_layers_have_no_origin() -> None:
    picture = ImageLayer(face_picture(), recipe={"overlay": "Origins"})
    hidden = dataclasses.replace(picture, recipe={}, visible=False, id="hidden")
    assert np.all(provenance.of_document(Document((picture, hidden)), SIDE, no_donor)[AVERAGE] == 1)


@pytest.mark.parametrize(("levels", "expected"), [((10, 10), 0.0), ((10, 30), 10.0), ((0, 60, 60), 20 * 2**0.5)])
def test_the_spread_is_the_standard_deviation_over_the_variants(levels: tuple[int, ...], expected: float) -> None:
    pictures = [np.full((SIDE, SIDE, 3), level, np.uint8) for level in levels]
    assert np.allclose(provenance.spread(pictures), expected, atol=1e-3)


def test_the_tint_mixes_colours_by_shares_and_the_legend_names_them() -> None:
    half = columns(0, 8)
    overlay = origin_overlay({INVENTED: 1 - half, ADA: half, BEN: np.zeros_like(half)}, {"ada": "Ada"})
    assert [row.text for row in overlay.legend] == ["Donor A · Ada, 50 %", "Invented, 50 %"]
    for row, column in zip(overlay.legend, (0, 15), strict=True):
        assert bytes(overlay.picture[0, column]).hex() == row.colour[1:]
    picture = with_legend(face_picture(), overlay)
    assert picture.shape[0] > 512 <= picture.shape[1]


def test_disagreement_has_a_scale() -> None:
    levels = np.array([[0, HOTTEST], [HOTTEST / 2, 2 * HOTTEST]], np.float32)
    overlay = spread_overlay(levels)
    shown = [[bytes(pixel).hex() for pixel in row] for row in overlay.picture]
    agree, middle, differ = (row.colour[1:] for row in overlay.legend)
    assert shown == [[agree, differ], [middle, differ]]
    agreeing = spread_overlay(np.zeros((512, 512), np.float32))
    over_white = agreeing.over(np.full((512, 512, 3), 255, np.uint8))
    assert abs(int(over_white[0, 0, 0]) - 255 * (1 - HEAT_OPACITY)) <= 1


def test_of_a_photo_what_was_put_back_is_invented_and_the_rest_kept() -> None:
    photo = masked(ground())
    made = np.full((photo.frame_px, photo.frame_px, 3), 0.5, np.float32)
    changed = applied(photo, made, photo.mask)
    before, after = (provenance.of_document(Document(photo=each), 64, no_donor) for each in (photo, changed))
    assert np.all(before[PHOTO] == 1)
    assert is_whole(after)
    hole = build_request(Document(photo=photo), CompletionRequest).mask
    expected = np.asarray(resize(hole, (64, 64)))
    assert np.abs(after[INVENTED] - expected).mean() < 0.01 and after[INVENTED].max() > 0.95
    assert np.allclose(
        provenance.of_request(build_request(Document(photo=photo), CompletionRequest), {}, 64)[INVENTED], expected
    )


def test_a_part_that_was_put_on_a_photo_is_still_its_donors() -> None:
    ada = fake_donor("ada")
    document, _ = editing.add_part(Document(photo=ground()), ada, "nose")
    assert document.photo is not None
    picture = np.full((document.photo.frame_px,) * 2 + (3,), 128, np.uint8)
    after = with_result(document, document, picture, PartsRequest, {"engine": "parts"})
    shares = provenance.of_document(after, 64, lambda name: ada if name == "ada" else no_donor(name))
    donor = provenance.Origin(provenance.Kind.DONOR, "ada")
    assert shares[donor].max() > 0.9 and shares[provenance.INVENTED].max() > 0.1
    assert np.allclose(sum(shares.values()), 1, atol=1e-5)
    assert donor not in provenance.of_document(after, 64, no_donor), "a donor that is gone is not named"
