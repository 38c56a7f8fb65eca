"""A Word template is opened as a stranger's file: bounded, without macros, and pointing nowhere."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.documents.markdown import safe_address
from app.errors import BadInputError
from app.i18n import tr
from app.paths import resource, user_config

if TYPE_CHECKING:
    from docx.document import Document

_MOST_UNPACKED = 80 * 2**20
_MOST_PARTS = 2000
_FETCHING_FIELD = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON)\b", re.IGNORECASE
)
_HYPERLINK = "/hyperlink"
_ACTIVE = (
    "/vbaProject",
    "/attachedToolbars",
    "/keyMapCustomizations",
    "/control",
    "/oleObject",
    "/attachedTemplate",
)


@dataclass(frozen=True)
class WordFile:
    """A Word file that was read, by the name it goes by."""

    name: str
    data: bytes = field(repr=False)


def read_word_file(path: Path) -> WordFile:
    """The file in `path`; raises BadInputError when it cannot be read."""
    try:
        return WordFile(path.name, path.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInputError(
            tr("“{name}” cannot be read: {reason}.", name=path.name, reason=reason)
        ) from error


def find_template(name: str, language: str = "") -> Path:
    """The template of that name: the user's own for the language, else the user's own, else ours."""
    places = [own_template(name, language), own_template(name), resource(f"templates/{language}/{name}")]
    return next((place for place in places if place.is_file()), resource(f"templates/{name}"))


def own_template(name: str, language: str = "") -> Path:
    """Where the user's own template of that name stands when there is one."""
    folder = user_config() / "templates"
    return folder / language / name if language else folder / name


def open_template(template: Path | WordFile) -> "Document":
    """The document without whatever could run or fetch something.

    Raises BadInputError with one sentence when it is no Word document, or one too large to take.
    """
    import docx  # late: 60 ms that only an export needs

    file = read_word_file(template) if isinstance(template, Path) else template
    try:
        _check_size(file)
        document = docx.Document(io.BytesIO(file.data))
    except BadInputError:
        raise
    except Exception as error:  # python-docx, zipfile and lxml raise a dozen kinds for a broken file
        raise BadInputError(tr("“{name}” is no Word document (.docx).", name=file.name)) from error
    _disarm(document)
    return document


def _check_size(file: WordFile) -> None:
    with zipfile.ZipFile(io.BytesIO(file.data)) as package:
        parts = package.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise BadInputError(tr("“{name}” is too large for a template.", name=file.name))


def _disarm(document: "Document") -> None:
    for part in list(document.part.package.iter_parts()):
        root = getattr(part, "element", None)
        for key, link in list(part.rels.items()):
            if _harmless(link):
                continue
            part.rels.pop(key)
            if root is not None:
                _cut_references(root, key)
        if root is not None:
            for words in _elements(root, "instrText"):
                if _FETCHING_FIELD.match(words.text or ""):
                    words.text = ""
            for field in _elements(root, "fldSimple"):
                _blank_field(field)


def _harmless(link: Any) -> bool:
    if link.reltype.endswith(_ACTIVE):
        return False
    return not link.is_external or (link.reltype.endswith(_HYPERLINK) and bool(safe_address(link.target_ref)))


def _elements(root: Any, name: str) -> Iterator[Any]:
    yield from root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name)


def _blank_field(field: Any) -> None:
    key = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr"
    if _FETCHING_FIELD.match(field.get(key, "")):
        field.set(key, "")


def _cut_references(root: Any, key: str) -> None:
    """Take out what pointed at a dropped relation; the words of a hyperlink stay."""
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    for element in list(root.iter()):
        if key not in {element.get(space + name) for name in ("id", "link", "embed")}:
            continue
        parent = element.getparent()
        if parent is None:
            continue
        if element.tag.endswith("}hyperlink"):
            for child in list(element):
                element.addprevious(child)
        elif element.tag.endswith("}blip"):
            element.attrib.pop(space + "link", None)
            continue
        parent.remove(element)
