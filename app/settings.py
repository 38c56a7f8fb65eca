"""What the user prefers: one typed value, loaded from and saved to TOML; a broken entry falls back and is logged."""

import logging
import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

Look = Literal["light", "dark", "system"]
View = Literal["internal", "customer"]


@dataclass(frozen=True)
class Settings:
    """The user's preferences; changing one means making a new value."""

    me: str = ""
    language: str = "en"
    locale: str = "en_GB"
    currency: str = "EUR"
    look: Look = "system"
    text_scale: float = 1.0  # 0.8..2.0
    fading_days: int = 90
    old_days: int = 180
    last_workspace: str = ""
    recent: tuple[str, ...] = ()
    last_opportunity: str = ""  # uid
    last_tool: str = ""
    last_folder: str = ""  # where a file was saved or opened last
    window: str = ""  # geometry and state as Qt gives them, in base 64
    check_spelling: bool = True
    coach_open: bool = True
    navigator_open: bool = True
    people_columns_hidden: tuple[str, ...] = ("title", "unit", "personal_goal")  # of the map's people table
    audience: View = "internal"  # who looked on last
    names_hidden: bool = False  # and whether people had no names
    open_folds: tuple[str, ...] = ()  # names of the folds of forms that were left open


def load(path: Path) -> Settings:
    """The settings in `path`; defaults for a file that is missing or broken."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        logging.getLogger(__name__).warning("settings not read: %s", type(error).__name__)
        return Settings()
    hints = get_type_hints(Settings)
    good = {name: _taken(name, hints[name], value) for name, value in entries.items() if name in hints}
    return replace(Settings(), **{name: value for name, value in good.items() if value is not None})


def save(settings: Settings, path: Path) -> None:
    """Write what differs from the defaults, whole or not at all."""
    import tomlkit  # late: the first picture only reads

    default = Settings()
    entries = {
        field.name: value
        for field in fields(Settings)
        if (value := getattr(settings, field.name)) != getattr(default, field.name)
    }
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(tomlkit.dumps(entries))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _taken(name: str, hint: Any, value: Any) -> Any:
    """The entry in its type, or None when it does not fit."""
    options = get_args(hint)
    if hint is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return min(max(float(value), 0.8), 2.0) if name == "text_scale" else float(value)
    if hint in {int, str, bool} and type(value) is hint:
        return value
    if options and value in options:
        return value
    if options and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    logging.getLogger(__name__).warning("settings: entry %s does not fit", name)
    return None
