"""The library dock: parts on offer by kind, searched by words, placed by double-click or drag."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelection, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from engines.errors import EngineError
from engines.face.donors import Donor
from engines.face.regions import PART_KINDS
from faceforge_app import theme
from faceforge_app.drag_data import dropped_paths
from faceforge_app.language import mark, said, tr
from faceforge_app.panels.donor_model import DonorModel, Index, group_text, licence_text, tool_tip
from faceforge_app.panels.thumbnails import GAP, Thumbnails, cell_size
from faceforge_app.panels.widgets import muted_label, tool_button
from faceforge_app.session.session import Session

FIRST_KINDS = ("eyes", "brows", "nose", "mouth", "jaw", "hair", "face_shape")
DRAGGED_PX = 56
SHORT_TITLES = {"face_shape": mark("Shape")}
SINGLE_KINDS = ("left_eye", "right_eye", "left_brow", "right_brow")


class PartList(QListView):
    """Thumbnails in rows; Enter places the current one."""

    chosen = Signal(object, bool)  # donor, as a further layer

    def __init__(self, model: DonorModel) -> None:
        super().__init__()
        self.setModel(model)
        self._donors = model
        self.setAccessibleName(tr("Parts"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda index: self.chosen.emit(self._donors.donor(index), False))

    def current_donor(self) -> Donor | None:
        return self._donors.donor(self.currentIndex())

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Beside the pointer, small: the canvas shows the part itself."""
        index = self.currentIndex()
        drag = QDrag(self)
        drag.setMimeData(self._donors.mimeData([index]))
        picture = self.viewport().grab(self.visualRect(index))
        drag.setPixmap(picture.scaledToWidth(round(DRAGGED_PX * picture.devicePixelRatio())))
        drag.setHotSpot(QPoint(-14, -14))
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        donor = self.current_donor()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and donor is not None:
            self.chosen.emit(donor, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


class PartDelegate(QStyledItemDelegate):
    def __init__(self, model: DonorModel, session: Session, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._session, self._thumbnails = model, session, thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        room = view.viewport().width() if isinstance(view, QListView) else 260
        return cell_size(self._model.kind, room - 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        donor = self._model.donor(index)
        if donor is None:
            return
        rect = option.rect.adjusted(GAP // 2, GAP // 2, -GAP // 2, -GAP // 2)
        size = rect.size()
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._thumbnails.pixmap(
            donor.id, lambda: self._session.library.donor(donor.id), self._model.kind, size, ratio
        )
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        paint_tile(painter, rect, pixmap, selected, hovered)


def paint_tile(painter: QPainter, rect: QRect, pixmap: QPixmap | None, selected: bool, hovered: bool) -> None:
    """A rounded picture, framed where it is chosen or under the pointer."""
    colours = theme.current()
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), 5, 5)
    painter.setClipPath(path)
    painter.fillRect(rect, QColor(colours.raised))
    if pixmap is not None:
        painter.drawPixmap(rect, pixmap)
    painter.setClipping(False)
    if selected or hovered:
        painter.setPen(QPen(QColor(colours.line if selected else colours.muted), 2 if selected else 1.2))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.restore()


class LibraryPanel(QWidget):
    add_donor_asked = Signal()
    files_dropped = Signal(list)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = DonorModel(self)
        self._thumbnails = Thumbnails(self)
        self._thumbnails.ready.connect(self.model.pictures_ready)
        self.list = PartList(self.model)
        self.list.setItemDelegate(PartDelegate(self.model, session, self._thumbnails, self.list))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAcceptDrops(True)
        self._build()
        self.list.chosen.connect(self.place)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().selectionChanged.connect(self._show_info)
        self.model.modelReset.connect(self._on_reset)
        session.donors.changed.connect(self.reload)

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search, e.g. female smiling"))
        self.search.setAccessibleName(tr("Search donors"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.model.set_query)
        self._add = tool_button(tip=tr("Add donor photo…"), clicked=self.add_donor_asked.emit)
        top = QHBoxLayout()
        top.setSpacing(theme.GRID // 2)
        top.addWidget(self.search, 1)
        top.addWidget(self._add)
        self._empty = muted_label("")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.info = muted_label("")
        self.info.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.info.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GRID, 0, theme.GRID // 2, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addLayout(self._kind_buttons())
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.info)

    def _kind_buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        self._kinds = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for place, kind in enumerate(FIRST_KINDS):
            button = _chip(tr(SHORT_TITLES.get(kind, PART_KINDS[kind].title)), checked=kind == self.model.kind)
            button.setAccessibleName(tr(PART_KINDS[kind].title))
            button.clicked.connect(lambda _=False, kind=kind: self.show_kind(kind))
            self._kinds.addButton(button)
            self._buttons[kind] = button
            grid.addWidget(button, place // 4, place % 4)
        self._single = _chip(tr("Single ▾"))
        self._single.setToolTip(tr("One eye or one brow"))
        self._kinds.addButton(self._single)
        menu = QMenu(self._single)
        for kind in SINGLE_KINDS:
            menu.addAction(tr(PART_KINDS[kind].title), partial(self.show_kind, kind))
        menu.aboutToHide.connect(self._mark_kind)
        self._single.clicked.connect(lambda: menu.popup(self._single.mapToGlobal(QPoint(0, self._single.height()))))
        grid.addWidget(self._single, 1, 3)
        return grid

    def draw_icons(self) -> None:
        self._add.setIcon(theme.icon("account-plus-outline"))

    @property
    def waiting(self) -> int:
        """How many thumbnails are still to be made."""
        return self._thumbnails.waiting

    def show_kind(self, kind: str) -> None:
        """Offer the parts of a kind."""
        self.model.set_kind(kind)
        self._mark_kind()

    def _mark_kind(self) -> None:
        kind = self.model.kind
        self._single.setText(f"{tr(PART_KINDS[kind].title)} ▾" if kind in SINGLE_KINDS else tr("Single ▾"))
        self._buttons.get(kind, self._single).setChecked(True)

    def reload(self) -> None:
        """Show the library's donors, the user's own first."""
        self._thumbnails.forget()
        try:
            library = self._session.library
            self.model.set_donors(sorted(library.donors, key=lambda donor: library.is_built_in(donor.id)))
        except EngineError as error:
            self._empty.setText(said(error))
            self._stack.setCurrentWidget(self._empty)

    def place(self, donor: Donor, further: bool = False) -> None:
        """Take the place of the part of the same kind, if there is one; else, or as a `further` layer, go home."""
        kind, selected = self.model.kind, self._session.selected_layer
        same = [layer for layer in self._session.document.parts if layer.kind == kind]
        old = selected if selected in same else same[-1] if same else None
        try:
            donor = self._session.library.donor(donor.id)
        except EngineError as error:
            self._session.message.emit(said(error))
            return
        if old is None or further:
            self._session.add_part(donor, kind)
        else:
            self._session.replace_part(old.id, donor)
            self._session.select(old.id)

    def remove(self, donor: Donor) -> None:
        """A donor that came with FaceForge is hidden; the user's own are deleted, once they have said so."""
        if self._session.library.is_built_in(donor.id):
            self._remove(donor)
            return
        box = QMessageBox(self)
        box.setWindowTitle(tr("Remove donor"))
        box.setText(tr("Delete {donor} from your library?", donor=donor.name or donor.id))
        box.setInformativeText(
            tr("The photo in the library is deleted and cannot be brought back. Layers that use it stay.")
        )
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.addButton(tr("Delete"), QMessageBox.ButtonRole.AcceptRole)
        box.accepted.connect(lambda: self._remove(donor))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _remove(self, donor: Donor) -> None:
        built_in = self._session.library.is_built_in(donor.id)
        try:
            self._session.donors.remove(donor.id)
        except EngineError as error:
            self._session.message.emit(said(error))
            return
        way_back = tr("“Restore removed donors” in the File menu brings it back.") if built_in else ""
        removed = tr("{donor} was removed.", donor=donor.name or donor.id)
        self._session.message.emit(f"{removed} {way_back}".strip())

    def _on_reset(self) -> None:
        empty = self.model.rowCount() == 0
        if empty and self.search.text():
            self._empty.setText(tr("Nobody in the library fits these words.\nTry fewer of them."))
        elif empty:
            self._empty.setText(tr("The library is empty.\nAdd a donor photo to begin."))
        self._stack.setCurrentWidget(self._empty if empty else self.list)
        self._show_info(QItemSelection(), QItemSelection())

    def _show_info(self, _new: QItemSelection, _old: QItemSelection) -> None:
        donor = self.list.current_donor()
        if donor is None or not self.list.selectionModel().hasSelection():
            self.info.setText(tr("Double-click a part to use it, or drag it onto the face."))
            return
        heading = " · ".join(text for text in (donor.name or donor.id, group_text(donor)) if text)
        metrics, width = self.info.fontMetrics(), self.info.width()
        rows = (heading, licence_text(donor), donor.consent)
        self.info.setText("\n".join(metrics.elidedText(row, Qt.TextElideMode.ElideRight, width) for row in rows if row))
        self.info.setToolTip(tool_tip(donor))

    def _show_menu(self, position: QPoint) -> None:
        donor = self.model.donor(self.list.indexAt(position)) or self.list.current_donor()
        if donor is None:
            return
        menu = QMenu(self)
        menu.addAction(tr("Use this part"), lambda: self.place(donor))
        menu.addAction(tr("Add as a further layer"), lambda: self.place(donor, further=True))
        menu.addSeparator()
        menu.addAction(tr("Remove this donor from the library"), lambda: self.remove(donor))
        menu.exec(self.list.viewport().mapToGlobal(position))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files_dropped.emit(dropped_paths(event.mimeData()))
        event.acceptProposedAction()


def _chip(text: str, checked: bool = False) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setChecked(checked)
    button.setProperty("chip", True)
    return button
