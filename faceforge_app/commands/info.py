"""`faceforge info`: how a file was made, and what it says of itself."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from engines.imaging.io import read_image, read_label, read_recipe
from faceforge_app.document.credentials import manifest_of
from faceforge_app.document.exports import donor_ids
from faceforge_app.document.layers import ImageLayer, Layer
from faceforge_app.document.project_file import is_project, read_project
from faceforge_app.document.results import ResultEntry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a project, or a picture that FaceForge exported")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> None:
    about = project_info(args.file) if is_project(args.file) else picture_info(args.file)
    print(json.dumps(about, indent=2, default=str) if args.json else _text(about))


def project_info(path: Path) -> dict[str, Any]:
    """Layers from bottom to top, donors, and results with their recipes. Raises `EngineError`."""
    project = read_project(path)
    donors = {part.donor.id: part.donor for part in project.document.parts}
    return {
        "file": path.name, "kind": "another program's picture" if project.foreign else "project",
        "layers": [_layer_row(layer) for layer in project.document.layers],
        "donors": [{"id": d.id, "name": d.name, "licence": d.licence, "consent": d.consent} for d in donors.values()],
        "results": [_result_row(entry) for entry in project.results],
    }  # fmt: skip


def picture_info(path: Path) -> dict[str, Any]:
    """Label, recipe and Content Credentials of a picture, each None where it has none. Raises `EngineError`."""
    height, width = read_image(path).image.shape[:2]
    recipe, manifest = read_recipe(path), manifest_of(path.read_bytes(), path.suffix)
    return {
        "file": path.name, "kind": "picture", "width": width, "height": height, "label": read_label(path),
        "donors": list(donor_ids(recipe)), "recipe": recipe, "credentials": manifest and _credentials_row(manifest),
    }  # fmt: skip


def _layer_row(layer: Layer) -> dict[str, Any]:
    row = {"name": layer.name, "visible": layer.visible, "opacity": layer.opacity}
    if isinstance(layer, ImageLayer):
        return {**row, "kind": "image", "size": layer.image.shape[0], "recipe": layer.recipe}
    return {**row, "kind": layer.kind, "donor": layer.donor.id}


def _result_row(entry: ResultEntry) -> dict[str, Any]:
    return {
        "engine": entry.engine_id, "variants": list(entry.numbers), "starred": list(entry.starred), "note": entry.note,
        "recipe": entry.recipe,
    }  # fmt: skip


def _credentials_row(manifest: dict[str, Any]) -> dict[str, Any]:
    signature = manifest.get("signature_info") or {}
    names = [ingredient.get("title") for ingredient in manifest.get("ingredients") or []]
    return {"state": manifest["validation_state"], "signed_by": signature.get("common_name"), "ingredients": names}


def _text(about: dict[str, Any]) -> str:
    if about["kind"] == "picture":
        return _picture_text(about)
    lines = [f"{about['file']}: {about['kind']}, {len(about['layers'])} layer(s), {len(about['results'])} result(s)"]
    for layer in reversed(about["layers"]):
        hidden = "" if layer["visible"] else ", hidden"
        lines.append(f"  {layer['name'] or layer['kind']}: {layer['opacity'] * 100:.0f} %{hidden}")
    for donor in about["donors"]:
        lines.append(f"  donor {donor['id']}: {donor['name']}, licence {donor['licence'] or 'not stated'}")
    for number, result in enumerate(about["results"], 1):
        note = f", “{result['note']}”" if result["note"] else ""
        lines.append(f"  result {number}: {result['engine']}, {len(result['variants'])} variant(s){note}")
        lines += _recipe_lines(result["recipe"], "    ")
    return "\n".join(lines)


def _picture_text(about: dict[str, Any]) -> str:
    label = about["label"].rpartition("/")[2] if about["label"] else "none"
    lines = [f"{about['file']}: {about['width']} × {about['height']} px", f"  label: {label}"]
    if about["donors"]:
        lines.append(f"  donors: {', '.join(about['donors'])}")
    if about["credentials"]:
        lines.append(
            f"  signed by {about['credentials']['signed_by'] or 'an unnamed signer'}: {about['credentials']['state']}"
        )
        lines.append(f"  signed ingredients: {', '.join(about['credentials']['ingredients']) or 'none'}")
    return "\n".join([*lines, *(_recipe_lines(about["recipe"], "  ") if about["recipe"] else ["  recipe: none"])])


def _recipe_lines(recipe: dict[str, Any], indent: str) -> list[str]:
    """The values of a recipe that fit a line each."""
    shown = {name: value for name, value in recipe.items() if not isinstance(value, list | dict)}
    options = recipe.get("options")
    if isinstance(options, dict):
        shown["options"] = ", ".join(f"{name} {value}" for name, value in options.items())
    return [f"{indent}{name.replace('_', ' ')}: {value}" for name, value in shown.items()]
