"""Colours, spacing and icons: one accent on quiet greys, dark and light."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from engines.assets import assets_folder

GRID = 8
ICON_PX = 18
DARK, LIGHT, SYSTEM = "dark", "light", "system"
THEMES = (DARK, LIGHT, SYSTEM)
FONTS = ("Inter", "Segoe UI", "Cantarell", "Noto Sans", "Ubuntu", "Open Sans", "Helvetica Neue")


@dataclass(frozen=True)
class Theme:
    """`accent` fills what is pressed or chosen; `line` is the same hue, bright enough for thin strokes and text on the background."""

    name: str
    canvas: str
    window: str
    panel: str
    raised: str
    hover: str
    border: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    line: str
    warning: str

    @property
    def is_dark(self) -> bool:
        return self.name == DARK


DARK_THEME = Theme(
    DARK, canvas="#17181a", window="#202225", panel="#26282c", raised="#303338", hover="#393d43", border="#3a3e44",
    text="#e6e7e9", muted="#a2a7ae", disabled="#666b72", accent="#2f74c8", accent_hover="#3b83da", on_accent="#ffffff",
    line="#6fb0ff", warning="#e5b567",
)  # fmt: skip
LIGHT_THEME = Theme(
    LIGHT, canvas="#d6d8db", window="#eceef0", panel="#f6f7f8", raised="#ffffff", hover="#e3e6ea", border="#cdd1d6",
    text="#1f2226", muted="#5d646c", disabled="#a0a6ad", accent="#2a6cc0", accent_hover="#347bd3", on_accent="#ffffff",
    line="#1b62bd", warning="#9a6a00",
)  # fmt: skip

_current = DARK_THEME


def current() -> Theme:
    """The theme in use; what paints itself asks for it while painting."""
    return _current


def resolve(name: str) -> Theme:
    """A theme by its name in the settings; where the system does not say what it wants, dark."""
    if name == SYSTEM:
        light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
        return LIGHT_THEME if light else DARK_THEME
    return LIGHT_THEME if name == LIGHT else DARK_THEME


def apply(app: QApplication, name: str) -> None:
    """Dress the whole application; call it again to change the theme while it runs."""
    global _current
    _current = resolve(name)
    icon.cache_clear()
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(_current))
    app.setFont(_font(app))
    app.setStyleSheet(_style_sheet(_current))


@lru_cache(maxsize=256)
def icon(name: str) -> QIcon:
    """A Material Design icon in the theme's colours; the icon font is read when the first one is asked for."""
    import qtawesome

    theme = _current
    drawn: QIcon = qtawesome.icon(
        f"mdi6.{name}", color=theme.text, color_disabled=theme.disabled, color_on=theme.on_accent,
        color_on_active=theme.on_accent,
    )  # fmt: skip
    return drawn


@lru_cache(maxsize=32)
def coloured_icon(name: str, colour: str) -> QIcon:
    import qtawesome

    drawn: QIcon = qtawesome.icon(f"mdi6.{name}", color=colour)
    return drawn


@lru_cache(maxsize=1)
def blank_icon() -> QIcon:
    """Keeps a button's place until the real icon is drawn, after the first frame."""
    pixmap = QPixmap(QSize(ICON_PX, ICON_PX))
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


def _font(app: QApplication) -> QFont:
    font = app.font()
    if font.family().startswith("DejaVu"):
        families = set(QFontDatabase.families())
        font.setFamily(next((name for name in FONTS if name in families), font.family()))
    font.setPointSizeF(9.0 if font.family().startswith("DejaVu") else 10.0)
    return font


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window, QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.raised, QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.ToolTipBase: theme.raised, QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Text: theme.text, QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text, QPalette.ColorRole.BrightText: theme.on_accent,
        QPalette.ColorRole.Link: theme.line, QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent, QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Light: theme.hover, QPalette.ColorRole.Midlight: theme.hover,
        QPalette.ColorRole.Mid: theme.border, QPalette.ColorRole.Dark: theme.border, QPalette.ColorRole.Shadow: theme.canvas,
        QPalette.ColorRole.Accent: theme.accent,
    }  # fmt: skip
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.disabled))
    return palette


def _style_sheet(theme: Theme) -> str:
    sheet = STYLE.replace("@icons", (assets_folder() / "icons").as_posix())
    for name in sorted(Theme.__dataclass_fields__, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", str(getattr(theme, name)))
    return sheet


STYLE = """
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @window; width: 6px; height: 6px; }
QMainWindow::separator:hover { background: @accent; }
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 6px; }

QMenuBar { background: @window; padding: 2px 4px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @panel; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accent; color: @on_accent; }
QMenu::item:disabled { color: @disabled; background: transparent; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QToolBar { background: @window; border: none; border-bottom: 1px solid @border; spacing: 2px; padding: 3px 8px; }
QToolBar::separator { background: @border; width: 1px; margin: 6px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px; background: transparent; }
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @border; }
QToolButton:checked { background: @accent; color: @on_accent; }
QToolButton:disabled { color: @disabled; }
QToolButton:focus { border-color: @line; }
QToolButton::menu-indicator { image: none; }

QWidget[panel="true"] { background: @panel; }
QFrame[card="true"] { background: @raised; border: 1px solid @border; border-radius: 8px; }
QLabel[title="true"] { color: @muted; font-weight: 600; padding: 8px 10px 6px 10px; background: @panel; }
QLabel[muted="true"] { color: @muted; }
QLabel[warning="true"] { color: @warning; }
QLabel[heading="true"] { font-weight: 600; }

QPushButton { background: @raised; border: 1px solid @border; border-radius: 5px; padding: 5px 14px; min-height: 18px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @border; }
QPushButton:disabled { color: @disabled; background: @panel; }
QPushButton:focus { border-color: @line; }
QPushButton[accent="true"], QPushButton:default { background: @accent; border-color: @accent; color: @on_accent; }
QPushButton[accent="true"]:hover, QPushButton:default:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[accent="true"]:focus, QPushButton:default:focus { border-color: @text; }
QPushButton[accent="true"]:disabled, QPushButton:default:disabled {
    background: @raised; border-color: @border; color: @disabled;
}
QPushButton[flat="true"] { background: transparent; border-color: transparent; padding: 5px 2px; }
QPushButton[flat="true"]:hover { background: @hover; }
QPushButton[flat="true"]:focus { border-color: @line; }
QPushButton[chip="true"] { background: transparent; border-color: transparent; padding: 3px 4px; color: @muted; }
QPushButton[chip="true"]:hover { background: @hover; color: @text; }
QPushButton[chip="true"]:checked { background: @raised; border-color: @border; color: @text; font-weight: 600; }
QPushButton[chip="true"]:focus { border-color: @line; }
QToolButton[fold="true"] { color: @muted; padding: 2px 4px 2px 0; }
QPushButton[accent="true"] { font-weight: 600; }
QPushButton[segment="true"] { border-radius: 0; padding: 3px 14px; margin: 0; border-left-width: 0; }
QPushButton[segment="true"][first="true"] { border-top-left-radius: 5px; border-bottom-left-radius: 5px; border-left-width: 1px; }
QPushButton[segment="true"][last="true"] { border-top-right-radius: 5px; border-bottom-right-radius: 5px; }
QPushButton[segment="true"]:checked { background: @accent; border-color: @accent; color: @on_accent; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit, QTextBrowser {
    background: @raised; border: 1px solid @border; border-radius: 5px; padding: 4px 8px; min-height: 18px;
    selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus { border-color: @line; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: @disabled; background: @panel; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @border; padding: 4px; outline: 0; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(@icons/down-@name.svg); width: 10px; height: 10px; }
QSpinBox, QDoubleSpinBox { padding: 2px 18px 2px 6px; }
QComboBox QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }
QSpinBox::up-button, QDoubleSpinBox::up-button {
    subcontrol-origin: border; subcontrol-position: top right; width: 18px; border: none; }
QSpinBox::down-button, QDoubleSpinBox::down-button {
    subcontrol-origin: border; subcontrol-position: bottom right; width: 18px; border: none; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(@icons/up-@name.svg); width: 9px; height: 9px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(@icons/down-@name.svg); width: 9px; height: 9px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid @border; border-radius: 4px; background: @raised; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: @line; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@icons/check.svg); }

QListView { background: @panel; border: none; outline: 0; }
QListWidget { border-radius: 5px; }
QListWidget::item { padding: 6px; }
QTreeView { background: @panel; border: 1px solid @border; border-radius: 5px; outline: 0; }
QTreeView::item { padding: 4px 6px; }
QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @border; padding: 6px; }
QTabWidget::pane { border: none; background: @panel; }
QTabBar::tab { padding: 6px 12px; border: none; color: @muted; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @line; }
QTabBar::tab:hover { color: @text; }

QSlider { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::sub-page:horizontal:disabled { background: @border; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: @text; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: @line; }
QSlider::handle:horizontal:disabled { background: @disabled; }

QScrollArea { border: none; background: @panel; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 3px; min-height: 32px; min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: @border; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: @line; border-radius: 2px; }
QStatusBar { background: @window; color: @muted; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted; padding: 0 8px; }
"""
