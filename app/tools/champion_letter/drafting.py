"""A letter drafted from what is known; each inserted fact remembers where it came from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.documents.markdown import escape
from app.documents.text import one_line
from app.tools.champion_letter.wording import FIELD, PARTS, Slot, Wording


@dataclass(frozen=True)
class Fact:
    """A fact as it is written into a letter, and the row it comes from."""

    key: str
    text: str
    table: str
    uid: str


Facts = Mapping[str, Fact]


@dataclass(frozen=True)
class Material:
    """All that is known for a letter: single facts by field, and lists of facts."""

    fields: Facts
    lists: Mapping[str, Sequence[Facts]] = field(default_factory=dict)

    def facts(self) -> Iterator[Fact]:
        """Every fact."""
        yield from self.fields.values()
        for rows in self.lists.values():
            for row in rows:
                yield from row.values()

    def knows(self, name: str) -> bool:
        """Whether a field, a list or a question such as "several_goals" holds."""
        if name in self.fields or self.lists.get(name):
            return True
        if name == "any_reasons":
            return any("reasons" in row for row in self.lists.get("challenges", ()))
        if name == "step_whole":
            return {"step", "step_owners", "step_date"} <= self.fields.keys()
        how_many, _, of_what = name.partition("_")
        count = len(self.lists.get(of_what, ()))
        return (how_many == "one" and count == 1) or (how_many == "several" and count > 1)


@dataclass(frozen=True)
class UsedFact:
    """A fact in the part where it was written."""

    part: str
    fact: Fact


@dataclass(frozen=True)
class Draft:
    """The parts as Markdown, and the facts that went in."""

    title: str
    parts: Mapping[str, str]
    facts: tuple[UsedFact, ...]


def draft(wording: Wording, material: Material) -> Draft:
    """Write the letter. What is not known gives no sentence, or a prompt in square brackets."""
    used: dict[tuple[str, str, str], UsedFact] = {}
    parts = {key: _part(key, wording, material, used) for key in PARTS}
    title = next((line for text in wording.title if (line := _title(text, material.fields))), "")
    return Draft(title, parts, tuple(used.values()))


def draft_piece(
    wording: Wording, material: Material, part: str, topic: str
) -> tuple[str, tuple[UsedFact, ...]]:
    """One part, or the sentences of it that speak of a topic, with the facts in them; no prompts."""
    used: dict[tuple[str, str, str], UsedFact] = {}
    slots = [
        slot for slot in wording.slots if slot.part == part and (topic == part or _speaks_of(slot, topic))
    ]
    texts = [
        text
        for slot in slots
        if _applies(slot, material) and (text := _slot(replace(slot, prompt=""), material, used))
    ]
    return "\n\n".join(texts), tuple(used.values())


def topics(wording: Wording, material: Material) -> frozenset[str]:
    """The topics of which something is known to write."""
    places = {
        "value": "vision",
        "source": "vision",
        "proof": "vision",
        "words": "goals",
        "step": "next_steps",
    }
    places["confirm"] = "next_steps"
    return frozenset(
        topic for topic, part in places.items() if draft_piece(wording, material, part, topic)[0]
    )


def _speaks_of(slot: Slot, topic: str) -> bool:
    fields = {name for text in (*slot.text, *slot.then) for name, _ in FIELD.findall(text)}
    return {
        "value": bool(fields & {"benefit", "value_sources"}),
        "source": "value_sources" in fields and "benefit" not in fields,
        "proof": "story_customer" in fields,
        "words": slot.each == "quotes",
        "step": "step" in fields,
        "confirm": bool(slot.text) and not fields and not slot.when,
    }.get(topic, False)


def _title(text: str, facts: Facts) -> str:
    if not _fits(text, facts):
        return ""
    return one_line(FIELD.sub(lambda match: facts[match[1]].text, text))[:300]


def _part(key: str, wording: Wording, material: Material, used: dict[tuple[str, str, str], UsedFact]) -> str:
    out = ""
    for slot in wording.slots:
        if slot.part != key or not _applies(slot, material):
            continue
        text = _slot(slot, material, used)
        if text:
            gap = "" if not out else " " if slot.join else "\n\n"
            out += gap + text
    return out


def _applies(slot: Slot, material: Material) -> bool:
    return (not slot.when or material.knows(slot.when)) and not (slot.unless and material.knows(slot.unless))


def _slot(slot: Slot, material: Material, used: dict[tuple[str, str, str], UsedFact]) -> str:
    if not slot.each:
        return _sentence(slot, material.fields, used) or _prompt(slot, material.fields)
    rows = [{**material.fields, **row} for row in material.lists.get(slot.each, ())]
    items = [item for row in rows if (item := _sentence(slot, row, used))]
    return "\n".join(f"- {item}" for item in items) or _prompt(slot, material.fields)


def _sentence(slot: Slot, facts: Facts, used: dict[tuple[str, str, str], UsedFact]) -> str:
    chosen = next((text for text in slot.text if _fits(text, facts)), None)
    if chosen is None:
        return ""
    texts = [chosen, *(text for text in slot.then if _fits(text, facts))]
    for text in texts:
        for name, _ in FIELD.findall(text):
            fact = facts[name]
            used.setdefault((slot.part, fact.key, fact.uid), UsedFact(slot.part, fact))
    return " ".join(_filled(text, facts) for text in texts)


def _prompt(slot: Slot, facts: Facts) -> str:
    if not slot.prompt or not _fits(slot.prompt, facts):
        return escape(f"[{FIELD.sub('…', slot.prompt)}]") if slot.prompt else ""
    return f"\\[{_filled(slot.prompt, facts)}\\]"


def _fits(text: str, facts: Facts) -> bool:
    return all(name in facts for name, _ in FIELD.findall(text))


def _filled(text: str, facts: Facts) -> str:
    return FIELD.sub(lambda match: escape(_shape(facts[match[1]].text, whole=bool(match[2]))), text)


def _shape(text: str, *, whole: bool) -> str:
    """A fact inside a sentence loses its full stop; as a sentence of its own it gets one."""
    line = one_line(text)
    if whole:
        return line if line.endswith((".", "!", "?", "…", ".”", "!”", "?”")) else f"{line}."
    return line.rstrip(" .;,")
