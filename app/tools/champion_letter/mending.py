"""Sets a finding of the checks right in the text: words for words, or a piece drafted from what is known."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.markdown_edit import replace_words
from app.errors import BadInputError
from app.i18n import tr
from app.models.letters import ChampionLetter, LetterFact
from app.tools.champion_letter.drafting import UsedFact, draft_piece
from app.tools.champion_letter.letter import Mend
from app.tools.champion_letter.material import gather, occasion_of
from app.tools.champion_letter.templates import manner_of


def mended(session: Session, letter: ChampionLetter, text: str, mend: Mend, locale: str) -> str:
    """The part's text with the mend in it; facts that come in are noted, a fact that is brought up to date as well.

    Raises BadInputError when the words are no longer there.
    """
    if mend.old:
        found = replace_words(text, mend.old, mend.new)
        if found == text:
            raise BadInputError(tr("These words are no longer in the letter."))
        text = found
    if mend.fact_id:
        session.get_one(LetterFact, mend.fact_id).text = mend.new
    if not mend.topic:
        return text
    manner = manner_of(session, letter)
    occasion = occasion_of(letter, manner, locale)
    piece, facts = draft_piece(manner.wording, gather(session, occasion), mend.part, mend.topic)
    if not piece:
        raise BadInputError(tr("Nothing is known yet to write here."))
    _note(session, letter.id, facts)
    first, last = (piece, text) if mend.topic == "step" else (text, piece)
    return "\n\n".join(one for one in (first.strip(), last.strip()) if one)


def _note(session: Session, letter_id: int, facts: tuple[UsedFact, ...]) -> None:
    """The facts that stand in the letter from now on; one that is there already is brought up to date."""
    for used in facts:
        known = session.scalar(
            select(LetterFact).where(
                LetterFact.letter_id == letter_id,
                LetterFact.part == used.part,
                LetterFact.label == used.fact.key,
                LetterFact.source_uid == used.fact.uid,
            )
        )
        if known is not None:
            known.text = used.fact.text
        else:
            session.add(fact_row(letter_id, used))


def fact_row(letter_id: int, used: UsedFact) -> LetterFact:
    """A fact that the draft wrote, as it is kept."""
    return LetterFact(
        letter_id=letter_id,
        part=used.part,
        label=used.fact.key,
        text=used.fact.text,
        source_table=used.fact.table,
        source_uid=used.fact.uid,
    )
