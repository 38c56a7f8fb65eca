"""A success story on one page, as far as it may be told: Word and PowerPoint, and the text of the telling."""

from dataclasses import dataclass
from datetime import date

from app.documents import slides, word
from app.errors import BadInputError
from app.i18n import tr
from app.models.vocabulary import Permission
from app.tools.success_stories.rows import Shelf, StoryRow
from app.tools.success_stories.rules import StoryWords, Telling, telling


@dataclass(frozen=True)
class OnePager:
    """A story as it is handed over; `words` have been read for a customer."""

    words: StoryWords
    place: str
    sample: bool
    author: str
    on: date

    @property
    def note(self) -> str:
        """What stands at the foot of the page."""
        if self.sample:
            return tr("A sample: firm and figures are invented.")
        return ""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Heading and text of what the story is made of."""
        told = (
            (tr("Challenge"), self.words.challenge),
            (tr("Solution"), self.words.solution),
            (tr("Result"), self.words.impact),
        )
        return tuple((heading, text) for heading, text in told if text.strip())


def one_pager(shelf: Shelf, story_id: int, author: str, on: date) -> OnePager:
    """The page of a story from a shelf that was read for a customer.

    Raises BadInputError for a story that is not on it: it is for us only.
    """
    story = shelf.story(story_id)
    if story is None:
        raise BadInputError(
            tr("This story is for us only. Ask its customer for permission before it leaves.")
        )
    return OnePager(story.words, place(story), story.sample, author, on)


def place(story: StoryRow) -> str:
    """Who it was, and where: the customer, the industry and the region."""
    parts = (story.customer[:1].upper() + story.customer[1:], story.industry_name, story.words.region)
    return " · ".join(part for part in parts if part)


def document(page: OnePager) -> bytes:
    """The story as a Word file."""
    day = f"{page.on.day} {page.on:%B %Y}"
    made = word.new_document(properties=word.Properties(title=page.words.title, author=page.author, date=day))
    word.add_title(made, page.words.title, page.place)
    for heading, text in page.parts:
        word.add_heading(made, heading)
        word.add_paragraph(made, text)
    if page.note:
        word.add_note(made, page.note)
    return word.to_bytes(made)


def slide(page: OnePager) -> bytes:
    """The story as one slide; how it is told stands in the speaker's notes."""
    blocks = [slides.Block(heading, text, marked=text == page.words.impact) for heading, text in page.parts]
    told = telling(page.words.customer, page.words, "")
    return slides.slide(
        page.words.title, page.place, blocks, page.note, author=page.author, remarks=as_text(told)
    )


def told_here(story: StoryRow) -> Telling:
    """The story as it is told to this customer, who may not hear every name."""
    words = story.words
    name = words.anonymous_as or tr("one of our customers")
    who = name
    if words.permission is Permission.NAMED and words.customer:
        who = f"{words.customer}, {words.anonymous_as}" if words.anonymous_as else words.customer
    return telling(who, words.told_as(name), story.ask)


def as_text(told: Telling) -> str:
    """The telling as plain text, one part a paragraph."""
    return "\n\n".join(f"{part.heading}\n{part.text}" for part in told.parts)


def table(shelf: Shelf) -> list[list[str]]:
    """Header and one line for each story, as text."""
    head = [tr("Story"), tr("Customer"), tr("Industry"), tr("Region"), tr("Business line")]
    head += [tr("Challenge"), tr("Solution"), tr("Result"), tr("Permission")]
    head.append(tr("Sample"))
    return [
        head,
        *(
            [
                story.title,
                story.customer[:1].upper() + story.customer[1:],
                story.industry_name,
                story.words.region,
                story.words.business_line,
                story.words.challenge,
                story.words.solution,
                story.words.impact,
                story.permission.label,
                tr("firm and figures are invented") if story.sample else "",
            ]
            for story in shelf.stories
        ),
    ]
