"""What the helpers of the page ask of it."""

from contextlib import AbstractContextManager
from typing import Any, Protocol

from app.tools.value_calculator.queries import Case, OpportunityCases
from app.tools.value_calculator.rules import Sheet
from app.ui.desk import Desk


class Page(Protocol):
    """The page whose case is shown, changed and exported."""

    desk: Desk

    def opened(self) -> tuple[Case, Sheet]:
        """The case that is shown, and its sheet."""
        ...

    def shown_case(self) -> Case | None:
        """The case that is chosen, also one whose model cannot be run."""
        ...

    def computed(self) -> tuple[OpportunityCases, Case, Sheet] | None:
        """What is shown; None while nothing can be computed."""
        ...

    def edit(self, label: str, merge: str | None = None) -> AbstractContextManager[Any]:
        """One user action."""
        ...

    def refresh(self) -> None:
        """Read and show anew."""
        ...
