"""Help on F1: pages of Markdown under `assets/help`, searched by words. A link `action:NAME` does what the command does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from engines.assets import assets_folder
from faceforge_app import theme
from faceforge_app.actions import ACTIONS, keys_of, shown_keys
from faceforge_app.language import ENGLISH, mark, tr, used_language
from faceforge_app.panels.widgets import search_field

STAMP = "<!-- English: "  # which English page a translated one was made from; see packaging/translations.py
POINTER = (
    (mark("Drag a part"), mark("Move; Shift keeps to one axis, Alt does not snap")), (mark("Drag a corner"), mark("Scale")),
    (mark("Drag the knob"), mark("Rotate; Shift in steps of 15°")), (mark("Arrow keys"), mark("Nudge; with Shift ten times as far")),
    (mark("[ and ], Alt + wheel"), mark("Scale")), (mark("{ and }, Alt + Shift + wheel"), mark("Rotate")),
    (mark("Tab"), mark("The next part")), (mark("Wheel"), mark("Zoom")), (mark("Space + drag, middle button"), mark("Pan")),
    (mark("Hold B"), mark("Before and after")),
    (mark("Enter in the library"), mark("Use the part; with Shift as a further layer")),
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    name: str
    title: str
    markdown: str

    def has(self, words: list[str]) -> bool:
        return all(word in self.markdown.casefold() for word in words)


def pages(shortcuts: Mapping[str, str]) -> tuple[Page, ...]:
    """Every page in the user's language, or in English where it is not translated."""
    english = sorted((assets_folder() / "help" / ENGLISH).glob("*.md"))
    return tuple(_page(_translated(path), shortcuts) for path in english)


def _translated(path: Path) -> Path:
    there = path.parent.parent / used_language() / path.name
    return there if there.is_file() else path


def _page(path: Path, shortcuts: Mapping[str, str]) -> Page:
    text, _, _ = path.read_text("utf-8").partition(STAMP)
    text = text.replace("<!-- keys -->", _keys(shortcuts)).replace("<!-- pointer -->", _pointer())
    return Page(path.stem, text.splitlines()[0].lstrip("# "), text)


def _keys(shortcuts: Mapping[str, str]) -> str:
    rows = [(shown_keys(keys), tr(row.text).rstrip("…")) for row in ACTIONS if (keys := keys_of(row, shortcuts))]
    return _table(tr("Keys"), tr("Command"), rows)


def _pointer() -> str:
    return _table(tr("Do"), tr("What happens"), [(tr(do), tr(happens)) for do, happens in POINTER])


def _table(left: str, right: str, rows: list[tuple[str, str]]) -> str:
    return "\n".join([f"| {left} | {right} |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)])


class PageView(QTextBrowser):
    """Shows a page with its pictures, which lie beside the pages, as wide as there is room."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind != QTextDocument.ResourceType.ImageResource:
            return super().loadResource(kind, name)
        picture = QImage(str(assets_folder() / "help" / QUrl(name).path()))
        room = self.viewport().width() - 4 * theme.GRID
        return (
            picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            if picture.width() > room
            else picture
        )


class HelpWindow(QDialog):
    """Stays open beside the window. `shortcuts` gives the settings' changed keys whenever the pages are made."""

    def __init__(
        self, actions: Mapping[str, QAction], shortcuts: Callable[[], Mapping[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions, self._shortcuts = actions, shortcuts
        self._pages: dict[str, Page] = {}
        self.setWindowTitle(tr("Help"))
        self.resize(900, 640)
        self.search = search_field(tr("Search the help"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages"))
        self.list.setFixedWidth(250)
        self.list.setWordWrap(True)
        self.text = PageView()
        self.text.setAccessibleName(tr("Page"))
        self.text.setOpenLinks(False)
        self._build()
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._find_next)
        self.list.currentItemChanged.connect(self._show_current)
        self.text.anchorClicked.connect(self._follow)

    def _build(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        top = QHBoxLayout()
        top.setSpacing(2 * theme.GRID)
        top.addLayout(side)
        top.addWidget(self.text, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(2 * theme.GRID)
        layout.addLayout(top, 1)
        layout.addWidget(buttons)

    def open_page(self, name: str) -> None:
        """Show the window at a page; an unknown name shows the first."""
        self.search.clear()
        self._pages = {page.name: page for page in pages(self._shortcuts())}
        self.list.clear()
        for page in self._pages.values():
            item = QListWidgetItem(page.title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, page.name)
        self.list.setCurrentRow(max(0, list(self._pages).index(name) if name in self._pages else 0))
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus()

    @property
    def page(self) -> Page | None:
        item = self.list.currentItem()
        return self._pages[item.data(Qt.ItemDataRole.UserRole)] if item is not None else None

    def _show_current(self) -> None:
        if self.page is not None:
            self.text.setMarkdown(self.page.markdown)
            self._find_next()

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        items = [self.list.item(row) for row in range(self.list.count())]
        for item in items:
            item.setHidden(not self._pages[item.data(Qt.ItemDataRole.UserRole)].has(words))
        shown = [item for item in items if not item.isHidden()]
        if shown and self.list.currentItem() not in shown:
            self.list.setCurrentItem(shown[0])
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._find_next()

    def _find_next(self) -> None:
        """Go to the next place of the longest searched word, and from the last one back to the first."""
        words = self.search.text().split()
        if words and not self.text.find(longest := max(words, key=len)):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(longest)

    def _follow(self, link: QUrl) -> None:
        kind, _, name = link.toString().partition(":")
        if kind == "action" and name in self._actions:
            self._actions[name].trigger()
        elif kind == "help":
            self.open_page(name)
