"""What a letter states is held against what is known: figures, dates, facts that have changed, and secrets."""

from collections.abc import Iterator

from app.i18n import tr
from app.method.units import CURRENCIES
from app.tools.champion_letter.dates import dates_in, fits
from app.tools.champion_letter.figures import (
    MONTHS,
    Written,
    money_in,
    nearest,
    quantities_in,
    times_in,
    wrong,
)
from app.tools.champion_letter.letter import Finding, Letter, Mend, Secret, as_written, changed_facts
from app.tools.champion_letter.wording import PARTS
from app.tools.champion_letter.words import (
    has_phrase,
    names_in,
    phrase_in,
    sentence_at,
    sentences,
    shares_words,
    shortened,
)


def figures(letter: Letter) -> Iterator[Finding]:
    """Figures that are neither the calculator's, nor the plan's, nor told by the customer.

    Without a value case, only the part that argues the value is looked at: elsewhere a figure may be anybody's.
    """
    units = {one.unit for one in letter.figures} - CURRENCIES - {MONTHS}
    told = _told(letter, units)
    for part in PARTS:
        text = letter.plain[part]
        if part == "vision":
            found = [*money_in(text), *quantities_in(text, units), *_paybacks(letter)]
        elif letter.figures:
            found = list(money_in(text))
        else:
            continue
        for one in wrong(found, letter.figures, told):
            yield _figure(letter, part, one)


def _paybacks(letter: Letter) -> list[Written]:
    text = letter.plain["vision"]
    return [one for one in times_in(text) if has_phrase(sentence_at(text, one.start), letter.payback)]


def _told(letter: Letter, units: set[str]) -> list[Written]:
    return [*money_in(letter.told), *quantities_in(letter.told, units), *times_in(letter.told)]


def _figure(letter: Letter, part: str, one: Written) -> Finding:
    near = nearest(one, letter.figures)
    mends: tuple[Mend, ...] = ()
    if near is None:
        do = tr("“{figure}” stands in no value case. Whose figure is it?", figure=one.text)
    else:
        do = tr(
            "“{figure}” is not what the calculator says. Nearest: {known} ({what}).",
            figure=one.text,
            known=near.text,
            what=near.label,
        )
        mends = (Mend(tr("Write {figure}", figure=near.text), part, one.text, near.text),)
    sentence = sentence_at(letter.plain[part], one.start)
    return Finding(do, part, sentence, one.text, (*mends, _without(part, sentence)))


def dates(letter: Letter) -> Iterator[Finding]:
    """Dates that are neither the plan's, nor a meeting's, nor told by the customer."""
    if not letter.dates:
        return
    told = [one.days for one in dates_in(letter.told, letter.months, letter.written_on)]
    known = [*(one.days for one in letter.dates), *told]
    for part in PARTS:
        for one in dates_in(letter.plain[part], letter.months, letter.written_on):
            if any(fits(one.days, days) for days in known):
                continue
            mends: tuple[Mend, ...] = ()
            do = tr("“{date}” stands neither in the plan nor in a meeting.", date=one.text)
            if part == "next_steps" and letter.step_date:
                do = tr(
                    "The plan has the next step on {date}, not on “{written}”.",
                    date=letter.step_date,
                    written=one.text,
                )
                mends = (Mend(tr("Write {date}", date=letter.step_date), part, one.text, letter.step_date),)
            sentence = sentence_at(letter.plain[part], one.start)
            yield Finding(do, part, sentence, one.text, mends)


def changes(letter: Letter) -> Iterator[Finding]:
    """Facts that still stand as drafted while the workspace says something else by now."""
    for fact in changed_facts(letter):
        text = as_written(fact.text)
        place = letter.plain[fact.part].find(text)
        sentence = sentence_at(letter.plain[fact.part], max(place, 0))
        if fact.now:
            do = tr("By now it is “{now}”.", now=shortened(fact.now))
            mend = Mend(tr("Write what is so now"), fact.part, text, as_written(fact.now), fact_id=fact.id)
            yield Finding(do, fact.part, sentence, text, (mend,))
        else:
            do = tr("“{text}” is no longer there.", text=shortened(fact.text))
            yield Finding(do, fact.part, sentence, text, (_without(fact.part, sentence),))


def leaks(letter: Letter) -> Iterator[Finding]:
    """Secrets that stand in the letter, unless the customer said the same words."""
    for secret in letter.secrets:
        pieces = [secret.text] if secret.name else [words for _, words in sentences(secret.text)]
        for piece in pieces:
            if _stands(letter.whole, piece, secret) and not _stands(letter.told, piece, secret):
                yield _leak(letter, Secret(piece.strip(" .;,"), secret.where, secret.name))
    for part in PARTS:
        for _, sentence in sentences(letter.plain[part]):
            word = phrase_in(sentence, letter.internal)
            if word and not has_phrase(letter.told, [word]):
                do = tr("“{word}” is a word of ours, not for the customer.", word=word)
                yield Finding(do, part, sentence, word, (_without(part, sentence),))


def _stands(text: str, piece: str, secret: Secret) -> bool:
    return names_in(text, piece, whole=True) if secret.name else shares_words(text, piece)


def _leak(letter: Letter, secret: Secret) -> Finding:
    do = tr("Take out “{words}”: it comes from {where}.", words=shortened(secret.text), where=secret.where)
    for part in PARTS:
        for _, sentence in sentences(letter.plain[part]):
            if _stands(sentence, secret.text, secret):
                return Finding(do, part, sentence, sentence, (_without(part, sentence),))
    return Finding(do)


def _without(part: str, sentence: str) -> Mend:
    return Mend(tr("Take the sentence out"), part, sentence)
