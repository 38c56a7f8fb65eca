"""One grammar of little Markdown for editor, Word and mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.markdown import Block, Kind, Span, escape, html, joined, parse, plain, safe_address, write

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffc\ufffe\uffff"), max_size=20
)
ADDRESSES = st.sampled_from(["", "https://a.b/c?d=1", "mailto:x@y.z"])
LOOKS = st.builds(Span, WORDS, st.booleans(), st.booleans(), ADDRESSES)
KINDS = st.sampled_from([Kind.PARAGRAPH, Kind.BULLET, Kind.NUMBER, Kind.QUOTE])


def _whole(kind: Kind, spans: list[Span], level: int) -> Block | None:
    """A block as the parser gives it: no blanks at the ends, no empty line, depth only in lists."""
    shown = joined(spans)
    text = "".join(span.text for span in shown)
    if not shown or text != text.strip() or not text.strip():
        return None
    return Block(kind, shown, level if kind in {Kind.BULLET, Kind.NUMBER} else 0)


BLOCKS = st.lists(
    st.builds(_whole, KINDS, st.lists(LOOKS, max_size=4), st.integers(0, 2)).filter(
        lambda block: block is not None
    ),
    max_size=5,
)


@given(BLOCKS)
def test_what_is_written_reads_back(blocks: list[Block]) -> None:
    assert parse(write(blocks)) == tuple(blocks)


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_is_stable(text: str) -> None:
    once = parse(text)
    assert parse(write(once)) == once
    html(once)
    plain(once)


@given(WORDS.map(str.strip).filter(bool))
def test_an_escaped_text_reads_like_itself(text: str) -> None:
    assert [block.text for block in parse(escape(text))] == [text]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a **b** c", "<p>a <strong>b</strong> c</p>"),
        ("5 * 3", "<p>5 * 3</p>"),
        ("2 \\* 3 \\* 4", "<p>2 * 3 * 4</p>"),
        ("a\nb", "<p>a<br>b</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert)", "<p>x</p>"),
        ("[x](https://a.b)", '<p><a href="https://a.b">x</a></p>'),
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("# T\nx", "<h2>T</h2><p>x</p>"),
        ("> a\n> b", "<blockquote><p>a<br>b</p></blockquote>"),
    ],
)
def test_html(text: str, shown: str) -> None:
    assert html(parse(text)) == shown


def test_plain_text_counts_and_names_links() -> None:
    text = "1. one\n2. two\n  - deep\n\n[our site](https://a.b)"
    assert plain(parse(text)) == "1. one\n2. two\n  - deep\n\nour site (https://a.b)"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:x", "https://a b", 'https://"', "//x", ""]
)
def test_only_web_and_mail_addresses_are_linked(address: str) -> None:
    assert safe_address(address) == ""
