"""Spelling while one writes: words are looked up elsewhere, so that no key waits for the dictionary."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from app.documents.spelling import Speller, find_dictionary, pieces, words
from app.errors import WorkbenchError
from app.ui.jobs import Jobs


class Spelling(QObject):
    """What is known of the words of some texts; says so when it has learnt more."""

    learnt = Signal()
    failed = Signal(object)  # the exception: a dictionary that cannot be read, words that cannot be kept

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._locale = ""
        self._wanted = True
        self._speller: Speller | None = None
        self._names: tuple[str, ...] = ()
        self._known: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._met: set[str] = set()  # pieces of words that stood in some text
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look_up)

    @property
    def locale(self) -> str:
        """For which the spelling is checked."""
        return self._locale

    @property
    def ready(self) -> bool:
        """Whether a dictionary is loaded and wanted."""
        return self._speller is not None and self._wanted

    @property
    def missing(self) -> bool:
        """Whether there is no dictionary for the language."""
        return bool(self._locale) and find_dictionary(self._locale) is None

    def use(self, locale: str) -> None:
        """Check in this language from now on; its dictionary is loaded elsewhere."""
        if locale == self._locale:
            return
        self._locale, self._speller = locale, None
        self._known.clear()
        self._asked.clear()
        path = find_dictionary(locale)
        if path is not None:
            self._jobs.run(lambda: _load(locale, lambda: Speller(path)), self._take)
        self.learnt.emit()

    def want(self, wanted: bool) -> None:
        """Turn the checking on or off."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.learnt.emit()

    def know(self, names: Iterable[str]) -> None:
        """Names of people and firms are right."""
        found = tuple(sorted(set(names)))
        if found != self._names:
            changed = pieces(found) ^ pieces(self._names)
            self._names = found
            if self._speller is not None:
                self._speller.know(found)
                if not self._met.isdisjoint(changed):  # else no mark changes by it
                    self.learnt.emit()

    def wrong(self, text: str) -> Iterator[tuple[int, int]]:
        """Begin and length of the words that are not right, as far as they are looked up by now."""
        speller = self._speller
        if speller is None or not self._wanted:
            return
        for start, word in words(text):
            self._met.update(pieces([word]))
            if speller.takes(word):
                continue
            known = self._known.get(word)
            if known is None:
                self._asked.add(word)
                self._soon.start()
            elif not known:
                yield start, len(word)

    def suggest(self, word: str, answer: Callable[[list[str]], None]) -> None:
        """Hand over what may be meant, when it is found."""
        speller = self._speller
        if speller is not None:
            self._jobs.run(lambda: speller.suggest(word), answer)

    def add(self, word: str) -> None:
        """Take the word as right for good."""
        if self._speller is None:
            return
        try:
            self._speller.add(word)
        except WorkbenchError as error:
            self.failed.emit(error)
        self.learnt.emit()

    def ignore(self, word: str) -> None:
        """Take the word as right for now."""
        if self._speller is not None:
            self._speller.ignore(word)
            self.learnt.emit()

    def _take(self, loaded: "tuple[str, Speller | WorkbenchError]") -> None:
        locale, speller = loaded
        if locale != self._locale:
            return
        if isinstance(speller, WorkbenchError):
            self.failed.emit(speller)
            return
        speller.know(self._names)
        self._speller = speller
        self.learnt.emit()

    def _look_up(self) -> None:
        speller, asked = self._speller, sorted(self._asked - self._known.keys())
        self._asked.clear()
        if speller is not None and asked:
            self._jobs.run(lambda: (speller, {word: speller.is_right(word) for word in asked}), self._learn)

    def _learn(self, found: tuple[Speller, dict[str, bool]]) -> None:
        speller, answers = found
        if speller is self._speller:
            self._known.update(answers)
            self.learnt.emit()


def _load(locale: str, make: Callable[[], Speller]) -> "tuple[str, Speller | WorkbenchError]":
    try:
        return locale, make()
    except WorkbenchError as error:
        return locale, error
