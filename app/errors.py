"""What a user can be told: one clear sentence, written once."""

from pathlib import Path


class WorkbenchError(Exception):
    """Something that the user can understand and act on; its text is shown as it is."""


class BadInputError(WorkbenchError):
    """What was typed or given cannot be taken; names the field, line or file."""


class ContentError(WorkbenchError):
    """A file of `data/` or a user's own pack is broken."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        where = f"“{path.name}”" if line is None else f"“{path.name}”, line {line}"
        super().__init__(f"{where}: {reason}")
        self.path = path
        self.reason = reason
        self.line = line


class WorkspaceError(WorkbenchError):
    """A workspace cannot be opened or written."""


class NotFoundError(WorkbenchError):
    """Nothing, or more than one thing, goes by the name that was given."""
