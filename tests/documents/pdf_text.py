"""The words of a PDF file as Qt writes it: enough to say what can be read in it, page by page."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]+>|\[[^\]]*\])")
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj|(\bET\b)")


def pages(data: bytes) -> list[str]:
    """What is written on each page; texts that were drawn one by one stand on lines of their own."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    order = re.search(rb"/Kids\s*\[(.*?)\]", data, re.DOTALL)
    assert order is not None, "this is no PDF with pages"
    fonts: dict[int, dict[int, str]] = {}  # a page names its few fonts again before every text
    found = []
    for number in re.findall(rb"(\d+) 0 R", order[1]):
        contents = re.search(rb"/Contents (\d+) 0 R", objects[int(number)])
        assert contents is not None
        found.append(_words(_stream(objects[int(contents[1])]), objects, fonts))
    return found


def _stream(body: bytes) -> bytes:
    inside = body[body.index(b"stream\n") + 7 :]
    return zlib.decompressobj().decompress(inside) if b"/FlateDecode" in body else inside


def _words(content: bytes, objects: dict[int, bytes], fonts: dict[int, dict[int, str]]) -> str:
    letters: dict[int, str] = {}
    text: list[str] = []
    for font, glyphs, end in _SHOWN.findall(content):
        if font:
            number = int(font)
            if number not in fonts:
                fonts[number] = _letters(objects[number], objects)
            letters = fonts[number]
        elif end:
            text.append("\n")
        else:
            codes = (int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4))
            text += [letters.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes]
    return "".join(text).replace("\t", " ")  # the one glyph of tab and space


def _letters(font: bytes, objects: dict[int, bytes]) -> dict[int, str]:
    """The letters behind the numbers of glyphs, as the font's own table says."""
    table = re.search(rb"/ToUnicode (\d+) 0 R", font)
    letters: dict[int, str] = {}
    for block in re.findall(
        rb"beginbfrange(.*?)endbfrange", _stream(objects[int(table[1])]) if table else b"", re.DOTALL
    ):
        for first, last, meant in _RANGE.findall(block):
            start, end = int(first, 16), int(last, 16)
            each = re.findall(rb"<([0-9A-Fa-f]+)>", meant)
            for code in range(start, end + 1):
                if meant.startswith(b"["):
                    letters[code] = _letter(each[code - start], 0)
                else:
                    letters[code] = _letter(each[0], code - start)
    return {code: letter for code, letter in letters.items() if letter != "\0"}


def _letter(written: bytes, further: int) -> str:
    units = bytes.fromhex(written.decode())
    units = (int.from_bytes(units, "big") + further).to_bytes(len(units), "big")
    return units.decode("utf-16-be")
