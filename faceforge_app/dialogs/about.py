"""About FaceForge: donors, weights, components, each with its licence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from engines.face.donors import Donor
from faceforge_app.language import mark, tr
from faceforge_app.session.weights_files import WeightsFile

ABOUT = (
    mark("Composes, completes and photographs faces that do not exist."),
    mark(
        "The program is licensed under the Apache License 2.0. Donors and weights have licences of their own: see the other pages."
    ),
    mark(
        "Exported pictures say in their metadata that they are synthetic. Do not pass a composed face off as a photo of a person, "
        "and use photos of people only with their consent."
    ),
)
COMPONENTS = (
    ("Qt for Python (PySide6)", "LGPL 3.0"), ("PyTorch", "BSD 3-Clause"), ("NumPy", "BSD 3-Clause"),
    ("OpenCV", "Apache 2.0"), ("Pillow", "MIT-CMU"), ("safetensors", "Apache 2.0"), ("dlib", "Boost 1.0"),
    ("QtAwesome, Material Design Icons", "MIT; Apache 2.0"), ("pyqtgraph", "MIT"), ("platformdirs", "MIT"), ("psd-tools", "MIT"),
)  # fmt: skip
LANDMARKS = mark(
    "Faces in donor photos are found with dlib and its 68-point model, an optional extra. That model was trained on the iBUG 300-W photos, "
    "whose licence excludes commercial use: for such use place the points by hand."
)


class PagesDialog(QDialog):
    """Pages of text to read."""

    def __init__(self, title: str, pages: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(600, 480)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for name, text in pages.items():
            browser = QTextBrowser()
            browser.setOpenExternalLinks(True)
            browser.setHtml(text)
            browser.setAccessibleName(name)
            self.tabs.addTab(browser, name)
        self.tabs.tabBar().setVisible(len(pages) > 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)


def about_pages(donors: Iterable[Donor], weights: Iterable[WeightsFile]) -> dict[str, str]:
    components = _table((tr("Component"), tr("Licence")), COMPONENTS)
    return {
        tr("About"): f"<h3>FaceForge {_version()}</h3>" + "".join(f"<p>{tr(text)}</p>" for text in ABOUT),
        tr("Donors"): donors_page(donors),
        tr("Weights"): weights_page(weights),
        tr("Components"): f"{components}<p>{tr(LANDMARKS)}</p>",
    }


def donors_page(donors: Iterable[Donor]) -> str:
    """Every source once with its licence, attribution and consent note, and how many donors are from there."""
    sources = Counter((donor.source or donor.name, donor.licence, donor.attribution, donor.consent) for donor in donors)
    if not sources:
        return f"<p>{tr('The library is empty.')}</p>"
    blocks = []
    for (source, licence, attribution, consent), number in sources.most_common():
        rows = [
            f"<b>{escape(source)}</b> ({tr('1 donor') if number == 1 else tr('{number} donors', number=number)})",
            escape(licence),
            escape(attribution),
        ]
        rows.append(f"<i>{escape(consent)}</i>" if consent else "")
        blocks.append("<p>" + "<br>".join(row for row in rows if row) + "</p>")
    return "".join(blocks) + f"<p>{tr('A donor is removed with a right click on one of its parts in the library.')}</p>"


def weights_page(files: Iterable[WeightsFile]) -> str:
    blocks = []
    for file in files:
        card, name = file.card, escape(file.path.name)
        if card is None:
            blocks.append(f"<p><b>{name}</b><br>{escape(file.problem)}</p>")
            continue
        rows = [f"<b>{name}</b> {escape(card.title)}", f"{tr('Licence')}: {escape(card.licence or tr('not stated'))}"]
        rows.append(f"{tr('Learnt from')}: {escape(', '.join(card.data) or tr('not stated'))}")
        blocks.append("<p>" + "<br>".join(rows) + "</p>")
    return "".join(blocks) or f"<p>{tr('There are no weights. Import a file under “Engines…” in the File menu.')}</p>"


def _version() -> str:
    try:
        return version("faceforge")
    except PackageNotFoundError:
        return ""


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"<tr><td>{escape(a)}</td><td>{escape(b)}</td></tr>" for a, b in rows)
    return (
        f"<table cellpadding='4'><tr><th align='left'>{head[0]}</th><th align='left'>{head[1]}</th></tr>{lines}</table>"
    )
