"""Every command of the window as a row: menus, toolbar, shortcuts and the help page come from this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from faceforge_app import theme
from faceforge_app.language import mark, tr


@dataclass(frozen=True)
class ActionRow:
    """`shortcut` may hold several, separated by a space; `menu` names the menu and `separated` puts a line above the row."""

    id: str
    menu: str
    text: str
    shortcut: str = ""
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    separated: bool = False


ACTIONS: tuple[ActionRow, ...] = (
    ActionRow("new", "File", "New composition", "Ctrl+N", "file-outline", "Start again from the average face"),
    ActionRow("open", "File", "Open…", "Ctrl+O", "folder-open-outline", "Go on with a saved composition"),
    ActionRow("open_photo", "File", "Open photo…", "Ctrl+Alt+O", "image-edit-outline",
              "Repair a photo: mark what is hidden and fill it, or try other parts on it"),
    ActionRow("new_sketch", "File", "New sketch", "Ctrl+Alt+N", "draw", "Draw a face on an empty sheet"),
    ActionRow("open_sketch", "File", "Open sketch…", "Ctrl+Alt+D", "image-filter-black-white",
              "Draw from a scanned sketch: it is cleaned and laid upright"),
    ActionRow("save", "File", "Save", "Ctrl+S", "content-save-outline",
              "Keep the composition and its portraits in a file"),
    ActionRow("save_as", "File", "Save as…", "Ctrl+Shift+S", "", "Keep the composition in another file"),
    ActionRow("add_donor", "File", "Add donor photo…", "Ctrl+Shift+O", "account-plus-outline",
              "Cut the parts of a face in a photo into your library", separated=True),
    ActionRow("paste", "File", "Paste donor photo", "Ctrl+V", "content-paste",
              "Use the picture on the clipboard as a donor photo"),
    ActionRow("restore_donors", "File", "Restore removed donors", "", "",
              "Show every donor again that came with FaceForge"),
    ActionRow("export", "File", "Export…", "Ctrl+E", "export-variant",
              "Save the portrait or the composition as a picture", separated=True),
    ActionRow("engines", "File", "Engines…", "", "brain",
              "Weights, their licence and quality, and the speed on this machine", separated=True),
    ActionRow("keys", "File", "Keyboard shortcuts…", "", "keyboard-settings-outline",
              "Choose the keys of every command"),
    ActionRow("preferences", "File", "Preferences…", "Ctrl+,", "cog-outline",
              "Theme, device and folders"),
    ActionRow("quit", "File", "Quit", "Ctrl+Q", "", "Close FaceForge", separated=True),
    ActionRow("undo", "Edit", "Undo", "Ctrl+Z", "undo", "Take the last step back"),
    ActionRow("redo", "Edit", "Redo", "Ctrl+Shift+Z Ctrl+Y", "redo", "Do the step again"),
    ActionRow("flip", "Edit", "Flip", "F", "flip-horizontal", "Mirror the selected part", separated=True),
    ActionRow("link", "Edit", "Mirror link", "L", "link-variant",
              "The eye or brow on the other side follows, mirrored", checkable=True),
    ActionRow("home", "Edit", "Back home", "H", "target",
              "Put the selected part back to its place on the average face"),
    ActionRow("replace", "Edit", "Replace…", "R", "swap-horizontal",
              "Show other parts of this kind; double-click one to take this one's place"),
    ActionRow("duplicate", "Edit", "Duplicate", "Ctrl+D", "content-copy",
              "A second layer like the selected one", separated=True),
    ActionRow("delete", "Edit", "Delete", "Delete", "trash-can-outline", "Remove the selected layer"),
    ActionRow("hide", "Edit", "Hide or show", "Ctrl+H", "eye-outline", "Hide the selected layer, or show it again"),
    ActionRow("raise", "Edit", "Raise", "Ctrl+PgUp", "arrow-up",
              "Move the selected layer up in the stack", separated=True),
    ActionRow("lower", "Edit", "Lower", "Ctrl+PgDown", "arrow-down", "Move the selected layer down in the stack"),
    ActionRow("copy_command", "Edit", "Copy as command", "", "console",
              "The command line that paints this composition with these options", separated=True),
    ActionRow("tool_move", "Mask", "Move parts", "V", "cursor-move", "Move the parts on the photo", checkable=True),
    ActionRow("tool_brush", "Mask", "Brush", "P", "brush", "Paint over what is to be filled", checkable=True),
    ActionRow("tool_eraser", "Mask", "Eraser", "E", "eraser", "Paint away what is not to be filled", checkable=True),
    ActionRow("tool_lasso", "Mask", "Lasso", "O", "lasso", "Draw around what is to be filled", checkable=True),
    ActionRow("tool_polygon", "Mask", "Polygon", "G", "vector-polygon", "Click from corner to corner", checkable=True),
    ActionRow("tool_rectangle", "Mask", "Rectangle", "M", "vector-rectangle", "Drag a rectangle; Shift: a square",
              checkable=True),
    ActionRow("tool_ellipse", "Mask", "Ellipse", "Shift+M", "vector-ellipse", "Drag an ellipse; Shift: a circle",
              checkable=True),
    ActionRow("mask_grow", "Mask", "Grow", "Ctrl+Up", "arrow-expand-all", "Move the mask's edge outwards", separated=True),
    ActionRow("mask_shrink", "Mask", "Shrink", "Ctrl+Down", "arrow-collapse-all", "Move the mask's edge inwards"),
    ActionRow("mask_feather", "Mask", "Feather", "Ctrl+Shift+F", "blur", "Let the mask's edge fade"),
    ActionRow("mask_invert", "Mask", "Invert", "Ctrl+I", "invert-colors", "Fill what is not marked instead"),
    ActionRow("mask_clear", "Mask", "Clear", "Ctrl+Backspace", "selection-remove", "Mark nothing"),
    ActionRow("mask_show", "Mask", "Show mask", "Q", "eye-outline", "Show or hide the mask", checkable=True),
    ActionRow("mask_load", "Mask", "Load mask…", "", "", "Use a picture as mask: white is what is filled", separated=True),
    ActionRow("mask_save", "Mask", "Save mask…", "", "", "Save the mask as a picture: white is what is filled"),
    ActionRow("draw_pencil", "Sketch", "Pencil", "D", "pencil-outline", "Draw", checkable=True),
    ActionRow("draw_eraser", "Sketch", "Rubber", "X", "eraser-variant", "Rub out what is drawn", checkable=True),
    ActionRow("draw_smudge", "Sketch", "Smudge", "U", "gesture-swipe", "Smear what is drawn", checkable=True),
    ActionRow("parsing_edit", "Sketch", "Repaint its parsing", "Shift+K", "palette-swatch-outline",
              "Lay the parsing of the chosen portrait over the sketch, to be repainted", separated=True),
    ActionRow("draw_classes", "Sketch", "Class brush", "K", "format-paint",
              "Paint what is to be where: hair, skin, lips and so on", checkable=True),
    ActionRow("parsing_show", "Sketch", "Show parsing", "Shift+Q", "eye-outline", "Show or hide the repainted parsing",
              checkable=True),
    ActionRow("parsing_forget", "Sketch", "Forget the repainted parsing", "", "layers-off-outline",
              "Let the engine find the parsing by itself again"),
    ActionRow("portrait_photo", "Sketch", "Use portrait as photo", "", "",
              "Go on with the chosen portrait as a photo: repair it, or try other parts",
              separated=True),
    ActionRow("sketch_export", "Sketch", "Export sketch…", "", "", "Save the sketch as a picture"),
    ActionRow("sketch_clear", "Sketch", "Clear sheet", "", "", "Begin with an empty sheet again"),
    ActionRow("generate", "Portrait", "Generate", "Ctrl+Return", "creation", "Paint portraits from the parts"),
    ActionRow("cancel", "Portrait", "Cancel", "Escape", "close", "Stop the run that is under way"),
    ActionRow("live_preview", "Portrait", "Live preview", "Ctrl+L", "flash-outline",
              "Paint a preview after every change", checkable=True, separated=True),
    ActionRow("apply", "Portrait", "Apply as layer", "Ctrl+Shift+Return", "layers-plus",
              "Put the chosen portrait on top of the composition"),
    ActionRow("work_on", "Portrait", "Work on it as a photo", "", "image-edit-outline",
              "The chosen portrait becomes a photo whose parts can be marked, filled and replaced"),
    ActionRow("extend", "Portrait", "New surroundings", "Ctrl+Shift+E", "image-size-select-large",
              "Keep the bare face and let an engine paint hair, neck, clothes and background around it"),
    ActionRow("keep_hair", "Portrait", "Keep the hair", "", "lock-outline",
              "The hair of the chosen result stays; the rest of the surroundings can be painted again"),
    ActionRow("keep_background", "Portrait", "Keep the background", "", "lock-outline",
              "The background of the chosen result stays; the rest of the surroundings can be painted again"),
    ActionRow("star", "Portrait", "Star", "S", "star-outline", "Mark the chosen portrait, or take the mark off"),
    ActionRow("again", "Portrait", "Run again", "Ctrl+Shift+R", "replay",
              "Make the chosen portrait again from its recipe and say whether it is identical", separated=True),
    ActionRow("pin", "Portrait", "Compare with this one", "Ctrl+Shift+P", "pin-outline",
              "Hold the chosen portrait against those you choose next"),
    ActionRow("contact_sheet", "Portrait", "Contact sheet…", "Ctrl+Shift+C", "view-grid-outline",
              "All portraits of the strip on one sheet, to look at and to export"),
    ActionRow("starred", "Portrait", "Only starred ones", "", "star-half-full",
              "Show only the portraits that have a star", checkable=True),
    ActionRow("copy_result_command", "Portrait", "Copy as command", "", "console",
              "The command line that makes the chosen portrait again"),
    ActionRow("parts_view", "View", "Parts", "F5", "", "Show the composition", checkable=True),
    ActionRow("split_view", "View", "Split", "F6", "",
              "Show the composition and the portrait side by side", checkable=True),
    ActionRow("portrait_view", "View", "Portrait", "F7", "", "Show the portrait", checkable=True),
    ActionRow("compare_view", "View", "Compare", "F8", "", "Hold two portraits against each other", checkable=True),
    ActionRow("origins", "View", "Origin of pixels", "Ctrl+Shift+G", "palette-outline",
              "Tint every pixel by where it comes from", checkable=True, separated=True),
    ActionRow("spread", "View", "Disagreement of variants", "Ctrl+Shift+D", "approximately-equal",
              "Show where the variants of a run differ", checkable=True),
    ActionRow("overlay_layer", "View", "Add overlay as layer", "", "",
              "Put the tint that is shown on top of the composition, as a layer"),
    ActionRow("overlay_export", "View", "Export overlay…", "", "",
              "Save the tinted picture with its legend"),
    ActionRow("zoom_in", "View", "Zoom in", "Ctrl++ Ctrl+=", "magnify-plus-outline", "", separated=True),
    ActionRow("zoom_out", "View", "Zoom out", "Ctrl+-", "magnify-minus-outline", ""),
    ActionRow("fit", "View", "Fit", "Ctrl+0", "fit-to-page-outline", "Show the whole face"),
    ActionRow("fit_face", "View", "Zoom to face", "Ctrl+9", "face-recognition", "Show the face of a photo as large as possible"),
    ActionRow("help", "Help", "Help", "F1", "help-circle-outline", "How it is done, step by step"),
    ActionRow("keyboard", "Help", "Keyboard and pointer", "", "keyboard-outline", "Every key, and what the pointer does"),
    ActionRow("tour", "Help", "First composition", "", "map-marker-path", "A portrait from parts, one step at a time"),
    ActionRow("log", "Help", "Log…", "", "text-box-search-outline", "What went wrong, in detail", separated=True),
    ActionRow("welcome", "Help", "What FaceForge is for", "", "hand-wave-outline",
              "What it is for, and what it is not for"),
    ActionRow("about", "Help", "About and licences", "", "information-outline",
              "Donors, weights and what FaceForge is made of"),
)  # fmt: skip

MENUS = tuple(dict.fromkeys(row.menu for row in ACTIONS))

CANVAS_KEYS = {
    "Tab": mark("the next part"), "Shift+Tab": mark("the part before"), "Space": mark("panning"),
    "Left": mark("moving a part"), "Right": mark("moving a part"), "Up": mark("moving a part"), "Down": mark("moving a part"),
    "[": mark("scaling a part"), "]": mark("scaling a part"), "{": mark("turning a part"), "}": mark("turning a part"),
    "B": mark("before and after"), "Return": mark("using a part of the library"),
}  # fmt: skip


def make_actions(owner: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """One action per row, connected to its handler; icons come later, with `draw_icons`."""
    actions = {}
    for row in ACTIONS:
        action = QAction(tr(row.text), owner)
        action.setObjectName(row.id)
        action.setCheckable(row.checkable)
        action.setStatusTip(tr(row.tip))
        if row.icon:
            action.setIcon(theme.blank_icon())
        action.triggered.connect(_without_arguments(handlers[row.id]))
        owner.addAction(action)
        actions[row.id] = action
    set_shortcuts(actions, {})
    return actions


def keys_of(row: ActionRow, changed: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a row, in Qt's portable words; `changed` are the settings' `shortcuts`."""
    return tuple(QKeySequence(key).toString() for key in changed.get(row.id, row.shortcut).split())


def set_shortcuts(actions: Mapping[str, QAction], changed: Mapping[str, str]) -> None:
    """Give every action its keys, and its tip that names them."""
    for row in ACTIONS:
        keys = keys_of(row, changed)
        actions[row.id].setShortcuts([QKeySequence(each) for each in keys])
        actions[row.id].setToolTip(_tool_tip(row, keys))


def shown_keys(keys: Iterable[str]) -> str:
    """Keys as this system writes them."""
    shown = (QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in keys)
    return tr(" or ").join(shown)


def _without_arguments(handler: Callable[[], object]) -> Callable[..., None]:
    """Qt tells handlers whether an action is checked; ours look at the state instead."""

    def called(_checked: bool = False) -> None:
        handler()

    return called


def draw_icons(actions: Mapping[str, QAction]) -> None:
    for row in ACTIONS:
        if row.icon:
            actions[row.id].setIcon(theme.icon(row.icon))


def _tool_tip(row: ActionRow, keys: tuple[str, ...]) -> str:
    text = tr(row.text)
    shown = f"{text.rstrip('…')} ({shown_keys(keys[:1])})" if keys else text
    return f"{shown}\n{tr(row.tip)}" if row.tip else shown
