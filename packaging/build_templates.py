"""Builds the Word templates in resources/templates from nothing but this script.

    python packaging/build_templates.py [FOLDER]

The same script gives the same bytes. A user's own template of the same name may replace each of them.
"""

import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT, STAND_IN = "Inter", "Calibri"
TEXT, QUIET, ACCENT, WELL, LINE = "171D29", "4A5364", "2B57D6", "F1F3F7", "D5DAE3"
CENTIMETRE = 567  # twentieths of a point
TEXT_WIDTH = round(21.0 * CENTIMETRE) - 2 * round(2.3 * CENTIMETRE)


@dataclass(frozen=True)
class Look:
    """A paragraph style: sizes in points, spaces in twentieths of a point."""

    name: str
    based_on: str = "Normal"
    next: str = ""
    size: float = 0
    colour: str = ""
    bold: bool = False
    italic: bool = False
    before: int | None = None
    after: int | None = None
    keep: bool = False
    outline: int | None = None
    list_id: int | None = None
    extra: str = ""  # borders and tabs

    @property
    def key(self) -> str:
        return self.name.replace(" ", "")


RIGHT_TAB = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
LOOKS = (
    Look(
        "heading 1", next="DealwrightBody", size=13.5, bold=True, before=320, after=80, keep=True, outline=0
    ),
    Look(
        "heading 2", next="DealwrightBody", size=11.5, bold=True, before=240, after=60, keep=True, outline=1
    ),
    Look(
        "heading 3",
        next="DealwrightBody",
        size=10.5,
        bold=True,
        colour=QUIET,
        before=200,
        after=40,
        keep=True,
        outline=2,
    ),
    Look(
        "header",
        size=8.5,
        colour=QUIET,
        after=0,
        extra=f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>',
    ),
    Look(
        "footer",
        size=8.5,
        colour=QUIET,
        after=0,
        extra=f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>',
    ),
    Look("Dealwright Title", next="DealwrightSubtitle", size=22, bold=True, before=0, after=40, keep=True),
    Look("Dealwright Subtitle", next="DealwrightBody", size=10.5, colour=QUIET, after=280),
    Look("Dealwright Body"),
    Look("Dealwright Bullet", based_on="DealwrightBody", after=60, list_id=1),
    Look("Dealwright Number", based_on="DealwrightBody", after=60, list_id=2),
    Look(
        "Dealwright Quote",
        based_on="DealwrightBody",
        italic=True,
        colour=QUIET,
        extra=f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="{ACCENT}"/></w:pBdr>'
        '<w:ind w:left="284"/>',
    ),
    Look("Dealwright Small", size=8.5, colour=QUIET, after=80),
    Look("Dealwright Table Text", size=9.5, before=40, after=40),
    Look("Dealwright Table Head", based_on="DealwrightTableText", colour=QUIET, bold=True, keep=True),
)


def paragraph_style(look: Look) -> str:
    looks = "<w:b/><w:bCs/>" * look.bold + "<w:i/><w:iCs/>" * look.italic
    looks += f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    looks += (
        f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>' if look.size else ""
    )
    spaces = "".join(
        f' w:{side}="{value}"'
        for side, value in (("before", look.before), ("after", look.after))
        if value is not None
    )
    borders, _, rest = look.extra.partition("<w:ind")
    layout = "<w:keepNext/><w:keepLines/>" * look.keep
    layout += f'<w:numPr><w:numId w:val="{look.list_id}"/></w:numPr>' if look.list_id else ""
    layout += borders
    layout += f"<w:spacing{spaces}/>" if spaces else ""
    layout += f"<w:ind{rest}" if rest else ""
    layout += f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else ""
    own = ' w:customStyle="1"' if look.name.startswith("Dealwright") else ""
    follow = f'<w:next w:val="{look.next}"/>' if look.next else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{look.key}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="{look.based_on}"/>{follow}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{layout}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


def styles() -> str:
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>'
        f'<w:color w:val="{TEXT}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
        f'<w:rPr><w:color w:val="{ACCENT}"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + "".join(paragraph_style(look) for look in LOOKS)
        + '<w:style w:type="table" w:customStyle="1" w:styleId="DealwrightTable"><w:name w:val="Dealwright Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"<w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{WELL}"/></w:tcPr></w:tblStylePr></w:style></w:styles>'
    )


def numbering() -> str:
    """Bullets (1) and numbers (2), three levels each; a document adds lists that count from one."""
    kinds = (("bullet", ("•", "–", "·")), ("decimal", ("%1.", "%2.", "%3.")))
    abstract = ""
    for index, (kind, marks) in enumerate(kinds):
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{357 * (level + 1)}" w:hanging="357"/></w:pPr></w:lvl>'
            for level, mark in enumerate(marks)
        )
        abstract += f'<w:abstractNum w:abstractNumId="{index}"><w:multiLevelType w:val="hybridMultilevel"/>'
        abstract += f"{levels}</w:abstractNum>"
    lists = "".join(
        f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>'
        for index in range(len(kinds))
    )
    return f'{HEAD}<w:numbering xmlns:w="{W}">{abstract}{lists}</w:numbering>'


def settings() -> str:
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def fonts() -> str:
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:altName w:val="{STAND_IN}"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def paragraph(text: str, style: str) -> str:
    runs = "<w:r><w:tab/></w:r>".join(run(piece) for piece in text.split("\t"))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def header(text: str) -> str:
    return f'{HEAD}<w:hdr xmlns:w="{W}">{paragraph(text, "header")}</w:hdr>'


def footer() -> str:
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="footer"/></w:pPr>{run("{{ title }}")}'
        f"<w:r><w:tab/></w:r>{field('PAGE')}{run(' / ')}{field('NUMPAGES')}</w:p></w:ftr>"
    )


def body(paragraphs: tuple[tuple[str, str], ...]) -> str:
    side = round(2.3 * CENTIMETRE)
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        + "".join(paragraph(text, style) for text, style in paragraphs)
        + '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{round(2.6 * CENTIMETRE)}" w:right="{side}" '
        f'w:bottom="{round(2.2 * CENTIMETRE)}" w:left="{side}" w:header="680" w:footer="567" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def links(*pairs: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{index}" Type="{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(pairs, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def content_types(kinds: dict[str, str]) -> str:
    inner = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def core() -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title><dc:creator></dc:creator>'
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-22T00:00:00Z</dcterms:created></cp:coreProperties>'
    )


def application() -> str:
    return f'{HEAD}<Properties xmlns="{OFFICE}/extended-properties"><Application>Dealwright</Application></Properties>'


def package(paragraphs: tuple[tuple[str, str], ...], header_text: str) -> dict[str, str]:
    """The parts of a .docx file by name."""
    kinds = {
        "word/document.xml": f"{WORD}.document.main+xml",
        "word/styles.xml": f"{WORD}.styles+xml",
        "word/numbering.xml": f"{WORD}.numbering+xml",
        "word/settings.xml": f"{WORD}.settings+xml",
        "word/fontTable.xml": f"{WORD}.fontTable+xml",
        "word/header1.xml": f"{WORD}.header+xml",
        "word/footer1.xml": f"{WORD}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    return {
        "[Content_Types].xml": content_types(kinds),
        "_rels/.rels": links(
            (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "word/_rels/document.xml.rels": links(
            *(
                (f"{OFFICE}/relationships/{kind}", target)
                for kind, target in (
                    ("styles", "styles.xml"),
                    ("numbering", "numbering.xml"),
                    ("settings", "settings.xml"),
                    ("fontTable", "fontTable.xml"),
                    ("header", "header1.xml"),
                    ("footer", "footer1.xml"),
                )
            )
        ),
        "word/document.xml": body(paragraphs),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": fonts(),
        "word/header1.xml": header(header_text),
        "word/footer1.xml": footer(),
        "docProps/core.xml": core(),
        "docProps/app.xml": application(),
    }


LETTER = (
    ("{{ title }}", "DealwrightTitle"),
    ("{{ to }}", "DealwrightSubtitle"),
    ("{{ thanks }}", "DealwrightBody"),
    ("{{ heading.goals }}", "heading1"),
    ("{{ goals }}", "DealwrightBody"),
    ("{{ heading.challenges }}", "heading1"),
    ("{{ challenges }}", "DealwrightBody"),
    ("{{ heading.vision }}", "heading1"),
    ("{{ vision }}", "DealwrightBody"),
    ("{{ heading.next_steps }}", "heading1"),
    ("{{ next_steps }}", "DealwrightBody"),
    ("{{ closing }}", "DealwrightBody"),
    ("{{ sender }}", "DealwrightBody"),
)
TEMPLATES = {
    "document.docx": package((), "{{ account }}\t{{ date }}"),
    "champion_letter.docx": package(LETTER, "{{ account }}\t{{ date }}"),
}


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, parts in TEMPLATES.items():
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as file:
            for part, text in parts.items():
                file.writestr(zipfile.ZipInfo(part, (2026, 11, 22, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    own = Path(__file__).resolve().parent.parent / "resources" / "templates"
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else own)
