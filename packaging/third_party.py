"""What of others the program carries: writes resources/THIRD-PARTY.md and the licence texts beside it.

    python packaging/third_party.py [--check]

Begins with the dependencies of pyproject.toml and follows what the installed packages ask for. With --check nothing is
written; the exit code is 1 when the register is not what the environment says.
"""

import re
import sys
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "packaging" / "notices"  # texts that no package brings along
REGISTER = ROOT / "resources" / "THIRD-PARTY.md"
TEXTS = ROOT / "resources" / "THIRD-PARTY-TEXTS.txt"

QT = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
SAID_BADLY = {  # where the metadata hold no short name of the licence, or not that of the licence file
    "contourpy": "BSD-3-Clause",
    "cycler": "BSD-3-Clause",
    "kiwisolver": "BSD-3-Clause",
    "matplotlib": "PSF-2.0 in matplotlib's form; fonts: Bitstream Vera, OFL-1.1",
    "spylls": "MPL-2.0",
    "sqlcipher3": "Zlib",
}
HEAD = """\
# Third-party notices

Dealwright stands on the work of others. This is what a bundle carries, and what installing the wheel brings along.
{texts} holds the texts of all these licences.

Qt and PySide6 are used under the LGPL-3: they are linked dynamically and come unchanged, and you may put your own build
of them in their place. Their source is at code.qt.io. Spylls is used unchanged under the MPL-2.0; its source is what is
installed. The British and American dictionaries are the Hunspell dictionaries of the SCOWL word lists; their notices
stand beside them in `spelling/`.
"""


@dataclass(frozen=True)
class Notice:
    """One component: which versions may come, by what licence, and the texts that go with it."""

    name: str
    versions: str
    licence: str
    texts: tuple[str, ...]


def notices() -> list[Notice]:
    """Everything, by name; raises LookupError for a package without a licence or without its text."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ranges: dict[str, list[str]] = {}
    for requirement in project["dependencies"]:
        wanted = requirement.split(";")[0].strip()
        ranges.setdefault(_name(wanted), []).append(wanted[len(_name(wanted)) :])
    asked_by: dict[str, set[str]] = {name: set() for name in ranges}
    waiting = list(ranges)
    while waiting:
        package = waiting.pop()
        for needed in _needs(package):
            if needed not in asked_by:
                asked_by[needed] = set()
                waiting.append(needed)
            asked_by[needed].add(_shown(package))
    found = [
        _of_package(name, " or ".join(ranges.get(name, ())) or "with " + ", ".join(sorted(by, key=str.lower)))
        for name, by in asked_by.items()
    ]
    return sorted([*found, *_inside()], key=lambda notice: notice.name.lower())


def register(found: list[Notice]) -> str:
    """The notices as a page of Markdown."""
    rows = [f"| {one.name} | {one.versions} | {one.licence} |" for one in found]
    head = HEAD.format(texts=f"`{TEXTS.name}`")
    return "\n".join([head, "| Component | Versions | Licence |", "|---|---|---|", *rows, ""])


def texts(found: list[Notice]) -> str:
    """All licence texts one after the other; a shared one stands once, under all names."""
    holders: dict[str, dict[str, None]] = {}
    for notice in found:
        for text in notice.texts:
            holders.setdefault(text, {})[notice.name] = None
    rule = "=" * 100
    return "\n".join(f"{rule}\n{', '.join(names)}\n{rule}\n\n{text}\n" for text, names in holders.items())


def _inside() -> list[Notice]:
    """What comes within a package or lies in our own folders."""
    spelling = ROOT / "resources" / "spelling"
    return [
        Notice("Lucide icons", "in python-lucide", "ISC", (_kept("Lucide"),)),
        Notice("Feather icons", "in python-lucide, parts of Lucide", "MIT", (_kept("Feather"),)),
        Notice("SQLCipher", "in sqlcipher3", "BSD-3-Clause", (_kept("SQLCipher"),)),
        Notice("SQLite", "in sqlcipher3", "public domain", ()),
        Notice("OpenSSL", "in sqlcipher3", "Apache-2.0", (_kept("Apache-2.0"),)),
        Notice("Qt", "in PySide6_Essentials", QT, (_kept("LGPL-3.0"), _kept("GPL-3.0"))),
        Notice(
            "English dictionaries (SCOWL)",
            "en_GB and en_US, 2020.12.07",
            "SCOWL (BSD-like), Hunspell affixes: BSD",
            tuple(_clean(spelling / f"{name}.LICENSE.txt") for name in ("en_GB", "en_US")),
        ),
    ]


def _of_package(name: str, versions: str) -> Notice:
    about = metadata.metadata(name).json
    found = tuple(_clean(Path(str(path))) for path in _licence_files(name))
    licence = SAID_BADLY.get(name) or str(about.get("license_expression") or about.get("license") or "")
    if licence == QT:
        found = (_kept("LGPL-3.0"), _kept("GPL-3.0"))
    if not found or not licence or "\n" in licence or licence == "UNKNOWN":
        raise LookupError(f"{name}: add its licence to SAID_BADLY or its text to {KEPT.name}/")
    return Notice(str(about["name"]), versions, licence, found)


def _licence_files(name: str) -> list[Path]:
    """The texts among a package's metadata and beside its data, each once."""
    files = metadata.files(name) or ()
    wanted = re.compile(r"(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
    return [
        Path(str(file.locate()))
        for file in files
        if wanted.search(str(file)) and file.suffix not in {".py", ".pyc"}
    ]


def _needs(name: str) -> set[str]:
    """What an installed package asks for here, without its extras."""
    asked = (line for line in metadata.requires(name) or () if "extra ==" not in line)
    return {needed for line in asked if _installed(needed := _name(line))}


def _installed(name: str) -> bool:
    """A requirement for another Python or system is not there."""
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()  # one spelling a package


def _shown(name: str) -> str:
    return str(metadata.metadata(name)["Name"])


def _kept(name: str) -> str:
    return _clean(KEPT / f"{name}.txt")


def _clean(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def main() -> int:
    """Write both files, or tell whether the register is still right."""
    found = notices()
    if "--check" in sys.argv[1:]:
        good = REGISTER.is_file() and REGISTER.read_text(encoding="utf-8") == register(found)
        print(
            "" if good else f"{REGISTER.name} is not right any more: run python packaging/third_party.py",
            end="",
        )
        return 0 if good else 1
    REGISTER.write_text(register(found), encoding="utf-8")
    TEXTS.write_text(texts(found), encoding="utf-8")
    print(f"{len(found)} components")
    return 0


if __name__ == "__main__":
    sys.exit(main())
