"""Where things are, in a checkout, in an installed wheel and in a frozen bundle; no other module builds such a path."""

import sys
from pathlib import Path

_NAME = "dealwright"


def _base() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    here = Path(__file__).resolve().parent
    packed = here / "_packed"
    return packed if packed.is_dir() else here.parent


def resource(name: str) -> Path:
    """A file or folder of `resources/`, such as "icons/champion.svg"."""
    return _base() / "resources" / name


def content(name: str) -> Path:
    """A file or folder of `data/`, such as "en/roles.toml"."""
    return _base() / "data" / name


def user_data() -> Path:
    """The folder of the user's workspaces and logs."""
    from platformdirs import user_data_path  # late: 5 ms that the command line seldom needs

    return user_data_path(_NAME, appauthor=False)


def user_config() -> Path:
    """The folder of the user's settings."""
    from platformdirs import user_config_path  # late: as above

    return user_config_path(_NAME, appauthor=False)


def settings_file() -> Path:
    """Where the user's preferences are kept."""
    return user_config() / "settings.toml"
