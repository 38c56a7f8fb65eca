"""The user's own Word template and wording: checked when they are chosen, kept per language, given back on demand."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from app.documents import files
from app.documents.word_fields import FieldAt, FieldKind, fields_in
from app.documents.word_open import find_template, open_template, own_template
from app.errors import BadInputError
from app.i18n import tr
from app.tools.champion_letter.wording import FIELDS, LISTS, PARTS, check_wording, own_wording, supplied_path

TEMPLATE = "champion_letter.docx"
ROWS: Mapping[str, frozenset[str]] = MappingProxyType(dict(LISTS))
"""The lists that a table row can be repeated for, and the fields in such a row."""
TEMPLATE_FIELDS = (
    frozenset(
        {"title", "to", "reader", "reader_title", "account", "deal", "date", "closing", "sender", "author"}
    )
    | {f"heading.{key}" for key in PARTS}
    | FIELDS
)
"""Fields of plain text; the parts themselves take a paragraph each."""


def template_in_use(language: str) -> Path:
    """The Word template that letters are written in."""
    return find_template(TEMPLATE, language)


def own_template_in_use(language: str) -> Path | None:
    """The user's own template, where there is one."""
    return next(
        (path for path in (own_template(TEMPLATE, language), own_template(TEMPLATE)) if path.is_file()), None
    )


def choose_template(path: Path, language: str) -> Path:
    """Take a Word file as the template for letters of a language; answers where it is kept.

    Raises BadInputError with one sentence that names the field or table that is wrong.
    """
    check_template(path)
    kept = own_template(TEMPLATE, language)
    _keep(path, kept)
    return kept


def supplied_template(language: str) -> None:
    """Go back to the template that comes with the program."""
    for path in (own_template(TEMPLATE, language), own_template(TEMPLATE)):
        _drop(path)


def check_template(path: Path) -> None:
    """Raise BadInputError naming the first field or table that a letter could not be written with."""
    found = list(fields_in(open_template(path)))
    for wrong in _wrong(path, found):
        raise BadInputError(wrong)
    names = {one.name for one in found if one.kind is FieldKind.FIELD}
    missing = next((key for key in PARTS if key not in names), None)
    if missing is not None:
        raise BadInputError(
            tr(
                "“{name}” has no field {field}: this part of the letter would be lost.",
                name=path.name,
                field=f"{{{{ {missing} }}}}",
            )
        )


def _wrong(path: Path, found: list[FieldAt]) -> Iterator[str]:
    for one in found:
        if one.kind is FieldKind.BROKEN:
            yield tr(
                "“{name}”: “{text}” {where} is not a whole field; write a field as {field}.",
                name=path.name, text=one.name, where=one.where, field="{{ title }}",
            )  # fmt: skip
        elif one.kind is FieldKind.EACH and one.name not in ROWS:
            yield tr(
                "“{name}”: no table can be repeated for “{list}” ({where}); known are {known}.",
                name=path.name, list=one.name, where=one.where, known=", ".join(sorted(ROWS)),
            )  # fmt: skip
        elif one.kind is FieldKind.EACH and not one.in_row:
            yield tr(
                "“{name}”: {field} stands {where}; it belongs into the row of a table.",
                name=path.name, field=f"{{{{ each {one.name} }}}}", where=one.where,
            )  # fmt: skip
        elif one.kind is FieldKind.FIELD and one.name not in _known(one):
            yield _unknown(path, one)


def _known(one: FieldAt) -> frozenset[str]:
    return TEMPLATE_FIELDS | frozenset(PARTS) | ROWS.get(one.rows, frozenset())


def _unknown(path: Path, one: FieldAt) -> str:
    field = f"{{{{ {one.name} }}}}"
    near = get_close_matches(one.name, sorted(_known(one)), n=1)
    home = next((rows for rows, fields in sorted(ROWS.items()) if one.name in fields), "")
    if home:
        return tr(
            "“{name}”: the field {field} {where} belongs into a table row with {each}.",
            name=path.name, field=field, where=one.where, each=f"{{{{ each {home} }}}}",
        )  # fmt: skip
    if near:
        return tr(
            "“{name}”: the field {field} {where} is unknown; is {near} meant?",
            name=path.name, field=field, where=one.where, near=f"{{{{ {near[0]} }}}}",
        )  # fmt: skip
    return tr("“{name}”: the field {field} {where} is unknown.", name=path.name, field=field, where=one.where)


def choose_wording(path: Path) -> Path:
    """Take a file as the wording of letters. Raises ContentError naming file, line and reason."""
    check_wording(path)
    kept = own_wording()
    _keep(path, kept)
    return kept


def supplied_wording_again() -> None:
    """Go back to the wording that comes with the program."""
    _drop(own_wording())


def has_own_wording() -> bool:
    """Whether letters are drafted in the user's own wording."""
    return own_wording().is_file()


def copy_out(path: Path, language: str) -> None:
    """Write the template or the wording in use to a place where it can be changed, by the ending of the name."""
    if path.suffix.lower() == ".toml":
        own = own_wording()
        source = own if own.is_file() else supplied_path(language)
    else:
        source = template_in_use(language)
    files.write(path, source.read_bytes())


def _keep(path: Path, kept: Path) -> None:
    try:
        data = path.read_bytes()
        kept.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInputError(
            tr("“{name}” cannot be kept: {reason}.", name=path.name, reason=reason)
        ) from error
    files.write(kept, data)


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadInputError(
            tr("“{name}” cannot be removed: {reason}.", name=path.name, reason=reason)
        ) from error
