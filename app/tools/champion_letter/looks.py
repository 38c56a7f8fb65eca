"""The Word file that a letter gets its look from: checked before a letter depends on it."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from app.documents.word_fields import FieldAt, FieldKind, fields_in
from app.documents.word_open import WordFile, find_template, open_template, own_template, read_word_file
from app.errors import BadInputError
from app.i18n import tr
from app.tools.champion_letter.wording import FIELDS, LISTS, PARTS

TEMPLATE = "champion_letter.docx"
LARGEST = 4 * 2**20  # bytes: a letterhead with pictures; it goes into the workspace and into each undo of it
ROWS: Mapping[str, frozenset[str]] = MappingProxyType(dict(LISTS))
"""The lists that a table row can be repeated for, and the fields in such a row."""
LOOK_FIELDS = (
    frozenset(
        {"title", "to", "reader", "reader_title", "account", "deal", "date", "closing", "sender", "author"}
    )
    | {f"heading.{key}" for key in PARTS}
    | FIELDS
)
"""Fields of plain text; the parts themselves take a paragraph each."""


def usual_look(language: str) -> WordFile:
    """The look of a letter whose template has none: the user's settings', where it used to be kept, else ours."""
    return read_word_file(find_template(TEMPLATE, language))


def settings_look(language: str) -> WordFile | None:
    """The Word file in the user's settings, where there is one."""
    places = (own_template(TEMPLATE, language), own_template(TEMPLATE))
    return next((read_word_file(path) for path in places if path.is_file()), None)


def check_look(look: WordFile) -> None:
    """Raise BadInputError naming the first field or table that a letter could not be written with."""
    if len(look.data) > LARGEST:
        raise BadInputError(tr("“{name}” is too large for a template.", name=look.name))
    found = list(fields_in(open_template(look)))
    for wrong in _wrong(look.name, found):
        raise BadInputError(wrong)
    names = {one.name for one in found if one.kind is FieldKind.FIELD}
    missing = next((key for key in PARTS if key not in names), None)
    if missing is not None:
        raise BadInputError(
            tr(
                "“{name}” has no field {field}: this part of the letter would be lost.",
                name=look.name,
                field=f"{{{{ {missing} }}}}",
            )
        )


def _wrong(name: str, found: list[FieldAt]) -> Iterator[str]:
    for one in found:
        if one.kind is FieldKind.BROKEN:
            yield tr(
                "“{name}”: “{text}” {where} is not a whole field; write a field as {field}.",
                name=name, text=one.name, where=one.where, field="{{ title }}",
            )  # fmt: skip
        elif one.kind is FieldKind.EACH and one.name not in ROWS:
            yield tr(
                "“{name}”: no table can be repeated for “{list}” ({where}); known are {known}.",
                name=name, list=one.name, where=one.where, known=", ".join(sorted(ROWS)),
            )  # fmt: skip
        elif one.kind is FieldKind.EACH and not one.in_row:
            yield tr(
                "“{name}”: {field} stands {where}; it belongs into the row of a table.",
                name=name, field=f"{{{{ each {one.name} }}}}", where=one.where,
            )  # fmt: skip
        elif one.kind is FieldKind.FIELD and one.name not in _known(one):
            yield _unknown(name, one)


def _known(one: FieldAt) -> frozenset[str]:
    return LOOK_FIELDS | frozenset(PARTS) | ROWS.get(one.rows, frozenset())


def _unknown(name: str, one: FieldAt) -> str:
    field = f"{{{{ {one.name} }}}}"
    near = get_close_matches(one.name, sorted(_known(one)), n=1)
    home = next((rows for rows, fields in sorted(ROWS.items()) if one.name in fields), "")
    if home:
        return tr(
            "“{name}”: the field {field} {where} belongs into a table row with {each}.",
            name=name, field=field, where=one.where, each=f"{{{{ each {home} }}}}",
        )  # fmt: skip
    if near:
        return tr(
            "“{name}”: the field {field} {where} is unknown; is {near} meant?",
            name=name, field=field, where=one.where, near=f"{{{{ {near[0]} }}}}",
        )  # fmt: skip
    return tr("“{name}”: the field {field} {where} is unknown.", name=name, field=field, where=one.where)
