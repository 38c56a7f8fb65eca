"""Every command of the program as one table: menus, shortcuts, palette and shortcut sheet are made of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

from app.i18n import language, tr
from app.paths import resource
from app.ui.commands import Command

if TYPE_CHECKING:
    from app.ui.conductor.conductor import Conductor
    from app.ui.program import Program


def table(program: Program) -> tuple[Command, ...]:
    """The commands in the order of the menus."""
    return (*_file(program), *_edit(program), *_deal(program), *_view(program), *_help(program))


def _file(program: Program) -> tuple[Command, ...]:
    menu = tr("File")
    return (
        Command("new", menu, tr("New workspace…"), "file-plus", "", program.ask_new),
        Command("open", menu, tr("Open a workspace…"), "folder-open", "Ctrl+O", program.ask_open),
        Command("sample", menu, tr("Open the sample deal"), "sparkles", "", program.open_sample),
        Command(
            "import",
            menu,
            tr("Import people, connections or challenges…"),
            "file-up",
            "Ctrl+Shift+I",
            _with(program, lambda c: c.importing.begin()),
            work=True,
        ),
        Command(
            "export",
            menu,
            tr("Export this page…"),
            "file-down",
            "Ctrl+E",
            partial(_export, program),
            work=True,
        ),
        Command(
            "print",
            menu,
            tr("Print this page…"),
            "printer",
            "Ctrl+P",
            _with(program, lambda c: c.printing.print()),
            work=True,
        ),
        Command(
            "save_pdf",
            menu,
            tr("Save this page as PDF…"),
            "file-down",
            "",
            _with(program, lambda c: c.printing.save_pdf()),
            work=True,
        ),
        Command("settings", menu, tr("Settings…"), "settings", "Ctrl+,", partial(_settings, program)),
        Command("quit", menu, tr("Quit"), "log-out", "Ctrl+Q", partial(_quit, program)),
    )


def _edit(program: Program) -> tuple[Command, ...]:
    menu = tr("Edit")
    return (
        Command(
            "undo",
            menu,
            tr("Undo"),
            "undo-2",
            "Ctrl+Z",
            _with(program, lambda c: c.undo()),
            palette=False,
            work=True,
        ),
        Command(
            "redo",
            menu,
            tr("Redo"),
            "redo-2",
            "Ctrl+Shift+Z|Ctrl+Y",
            _with(program, lambda c: c.redo()),
            palette=False,
            work=True,
        ),
        Command(
            "search",
            menu,
            tr("Search"),
            "search",
            "Ctrl+K",
            _with(program, lambda c: c.finding.begin()),
            palette=False,
            work=True,
        ),
        Command(
            "filter",
            menu,
            tr("Filter the accounts"),
            "list-filter",
            "Ctrl+F",
            program.window.navigator.focus_filter,
            work=True,
        ),
    )


def _deal(program: Program) -> tuple[Command, ...]:
    menu = tr("Deal")
    doing: tuple[tuple[str, str, str, str, Callable[[Conductor], None]], ...] = (
        ("page_new", tr("New on this page"), "plus", "Ctrl+N", lambda c: c.pages.new()),
        ("add_account", tr("Add an account…"), "building-2", "", lambda c: c.navigation.add_account()),
        (
            "add_opportunity", tr("Add an opportunity…"), "target", "Ctrl+Shift+N",
            lambda c: c.navigation.add_opportunity(),
        ),
        ("edit_selected", tr("Edit the deal…"), "square-pen", "Ctrl+I", lambda c: c.navigation.edit_selected()),
        ("delete_selected", tr("Move the deal to the trash"), "trash-2", "", lambda c: c.navigation.delete_selected()),
        (
            "library", tr("Maintain the library of challenges…"), "library", "",
            lambda c: c.desk.open_tool("challenge_menu", "library"),
        ),
        ("trash", tr("Open the trash…"), "archive-restore", "", lambda c: c.navigation.open_trash()),
    )  # fmt: skip
    return tuple(
        Command(name, menu, text, icon, keys, _with(program, do), work=True)
        for name, text, icon, keys, do in doing
    )


def _view(program: Program) -> tuple[Command, ...]:
    menu = tr("View")
    window = program.window
    groups = tuple(
        Command(
            f"group_{n}",
            menu,
            group,
            "",
            f"Ctrl+{n + 1}",
            partial(window.tools.open_group, n),
            palette=False,
            work=True,
        )
        for n, group in enumerate((tr("Relationship"), tr("Value"), tr("Control")))
    )
    return (
        Command(
            "back",
            menu,
            tr("Back"),
            "arrow-left",
            "Alt+Left",
            _with(program, lambda c: c.pages.back()),
            work=True,
        ),
        *groups,
        Command(
            "coach", menu, tr("Show or hide the coach"), "compass", "Ctrl+J", window.toggle_coach, work=True
        ),
        Command(
            "rules",
            menu,
            tr("Try the coach's rules on all deals…"),
            "flask-conical",
            "",
            _with(program, lambda c: c.rule_book.open()),
            work=True,
        ),
        Command(
            "navigator",
            menu,
            tr("Show or hide the accounts"),
            "panel-left",
            "Ctrl+B",
            window.toggle_navigator,
            work=True,
        ),
        Command(
            "customer_view",
            menu,
            tr("Customer view on or off"),
            "eye-off",
            "F8",
            _with(program, lambda c: c.showing.toggle_customer()),
            work=True,
        ),
        Command(
            "hide_names",
            menu,
            tr("Hide or show people's names"),
            "venetian-mask",
            "F9",
            _with(program, lambda c: c.showing.toggle_names()),
            work=True,
        ),
        Command("zoom_in", menu, tr("Larger"), "zoom-in", "Ctrl++|Ctrl+=", program.wardrobe.zoom_in),
        Command("zoom_out", menu, tr("Smaller"), "zoom-out", "Ctrl+-", program.wardrobe.zoom_out),
        Command("zoom_reset", menu, tr("Usual size"), "scan", "Ctrl+0", program.wardrobe.zoom_reset),
        Command("light", menu, tr("Light"), "sun", "", program.wardrobe.light),
        Command("dark", menu, tr("Dark"), "moon", "", program.wardrobe.dark),
        Command(
            "system", menu, tr("Light or dark as the system"), "sun-moon", "", program.wardrobe.follow_system
        ),
        Command("full_screen", menu, tr("Full screen"), "maximize", "F11", window.toggle_full_screen),
    )


def _help(program: Program) -> tuple[Command, ...]:
    menu = tr("Help")
    return (
        Command(
            "help",
            menu,
            tr("Help for this page"),
            "circle-help",
            "F1",
            partial(_page_help, program),
            work=True,
        ),
        Command(
            "help_showing",
            menu,
            tr("Help: customer view, names, printing"),
            "circle-help",
            "",
            partial(_guide, program, "showing", tr("Showing it to others")),
        ),
        Command(
            "help_coach",
            menu,
            tr("Help: the coach and its rules"),
            "circle-help",
            "",
            partial(_guide, program, "coach", tr("The coach and its rules")),
        ),
        Command(
            "help_settings",
            menu,
            tr("Help: settings"),
            "circle-help",
            "",
            partial(_guide, program, "settings", tr("Settings")),
        ),
        Command(
            "shortcuts", menu, tr("Keyboard shortcuts"), "keyboard", "Ctrl+/", partial(_shortcuts, program)
        ),
        Command("about", menu, tr("About Dealwright"), "info", "", partial(_about, program)),
    )


def _with(program: Program, do: Callable[[Conductor], None]) -> Callable[[], None]:
    """A command that needs an open workspace, and does nothing without."""
    return partial(_do, program, do)


def _do(program: Program, do: Callable[[Conductor], None]) -> None:
    if program.conductor is not None:
        do(program.conductor)


def _settings(program: Program) -> None:
    from app.ui.preferences import ask_preferences  # late: not needed for the first picture

    ask_preferences(program)


def _quit(program: Program) -> None:
    program.window.close()


def _export(program: Program) -> None:
    if program.conductor is not None:
        program.window.head.export.showMenu()


def _page_help(program: Program) -> None:
    tab = program.conductor.pages.current if program.conductor is not None else None
    if tab is None:
        return
    _guide(program, tab.name, tab.title())


def _guide(program: Program, name: str, title: str) -> None:
    """A page of help under its title."""
    from app.ui.dialogs.show_text import show_text  # late: not needed for the first picture

    page = resource(f"help/{language()}/{name}.md")
    if not page.exists():
        page = resource(f"help/en/{name}.md")
    text = page.read_text(encoding="utf-8").removeprefix(f"# {title}\n")  # the dialog says it already
    show_text(program.window, title, text)


def _shortcuts(program: Program) -> None:
    from app.ui.dialogs.show_text import show_text  # late: not needed for the first picture

    commands = program.window.commands
    rows = [
        f"| {command.text} | {command.keys.split('|')[0]} |"
        for command in (commands.table if commands is not None else ())
        if command.keys
    ]
    head = f"| {tr('What')} | {tr('Keys')} |\n|---|---|"
    show_text(program.window, tr("Keyboard shortcuts"), "\n".join([head, *rows]))


def _about(program: Program) -> None:
    from app.ui.dialogs.show_text import show_text  # late: not needed for the first picture

    text = tr(
        "A workbench for people who sell complex things to other companies. Your data stay in one file on this"
        " computer; the program opens no network connection.\n\n"
        "Built with Qt {qt}. The texts of all licences: {path}",
        qt=qVersion(),
        path=f"`{resource('THIRD-PARTY-TEXTS.txt')}`",
    )
    notices = resource("THIRD-PARTY.md").read_text(encoding="utf-8").replace("# ", "## ", 1)
    show_text(program.window, tr("About Dealwright"), f"{text}\n\n{notices}")
