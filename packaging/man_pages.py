"""Man pages of `faceforge` and each of its commands, made from the command line's own help.

Usage: python packaging/man_pages.py FOLDER
"""

from __future__ import annotations

import argparse
import importlib
import sys
from importlib.metadata import version
from pathlib import Path

from faceforge_app.cli import COMMANDS, EPILOG, Command, Parser

NAME = "faceforge"
SUMMARY = "compose faces that do not exist"
FILES = (
    ("~/.config/faceforge/settings.json", "settings of the window"),
    ("~/.local/share/faceforge", "the user's own donors and weights"),
    ("~/.local/state/faceforge/log/faceforge.log", "what went wrong, in detail"),
)
STATUS = (("0", "done"), ("1", "failed; one line on standard error says why"), ("2", "wrongly called"))


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.1").write_text(overview(), "utf-8")
    for command in COMMANDS:
        (folder / f"{NAME}-{command.name}.1").write_text(command_page(command), "utf-8")


def overview() -> str:
    rows = [(f"{NAME} {command.name}", command.help) for command in COMMANDS]
    see = ", ".join(f"\\fB{NAME}\\-{command.name}\\fR(1)" for command in COMMANDS)
    return "\n".join([
        _head(NAME, SUMMARY),
        ".SH SYNOPSIS", f"\\fB{NAME}\\fR [\\fIFILE\\fR]", ".br", f"\\fB{NAME}\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]",
        ".SH DESCRIPTION", _text(EPILOG),
        ".SH COMMANDS", *_entries(rows),
        ".SH FILES", *_entries(FILES),
        ".SH EXIT STATUS", *_entries(STATUS),
        ".SH SEE ALSO", see, "",
    ])  # fmt: skip


def command_page(command: Command) -> str:
    parser = Parser(prog=f"{NAME} {command.name}", formatter_class=_Wide)
    importlib.import_module(f"faceforge_app.commands.{command.module}").add_arguments(parser)
    usage = parser.format_usage().removeprefix("usage: ")
    said = parser.description or f"{command.help[0].upper()}{command.help[1:]}."
    parts = [_head(f"{NAME}-{command.name}", command.help)]
    parts += [".SH SYNOPSIS", _text(" ".join(usage.split())), ".SH DESCRIPTION", _text(said)]
    for group in parser._action_groups:
        if group._group_actions:
            parts += [f".SH {_text((group.title or '').upper())}", *_entries(_arguments(parser, group))]
    if parser.epilog:
        parts += [".SH NOTES", _text(parser.epilog)]
    return "\n".join([*parts, ".SH EXIT STATUS", *_entries(STATUS), ".SH SEE ALSO", f"\\fB{NAME}\\fR(1)", ""])


class _Wide(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=10_000)


def _arguments(parser: Parser, group: argparse._ArgumentGroup) -> list[tuple[str, str]]:
    formatter = parser._get_formatter()
    return [
        (formatter._format_action_invocation(action), formatter._expand_help(action) if action.help else "")
        for action in group._group_actions
        if action.help != argparse.SUPPRESS
    ]


def _head(name: str, summary: str) -> str:
    title = f'.TH {name.upper().replace("-", chr(92) + "-")} 1 "" "FaceForge {version(NAME)}" "User Commands"'
    return f"{title}\n.SH NAME\n{_text(name)} \\- {_text(summary)}"


def _entries(rows: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> list[str]:
    return [f".TP\n\\fB{_text(term)}\\fR\n{_text(text) or chr(92) + '&'}" for term, text in rows]


def _text(text: str) -> str:
    """Plain words as roff: no backslash, hyphen or leading dot has a meaning."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    main(Path(sys.argv[1]))
