"""Asks for a display before Qt does, because Qt aborts the process where there is none."""

import ctypes
import ctypes.util
import os
import sys

from app.i18n import tr

NEEDS_NONE = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})


def refusal() -> str | None:
    """Why no window can be opened, in one sentence; None when one can."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if not sys.platform.startswith("linux") or platform in NEEDS_NONE or os.environ.get("WAYLAND_DISPLAY"):
        return None
    return _x_refusal()


def _x_refusal() -> str | None:
    if not os.environ.get("DISPLAY"):
        return tr(
            "Dealwright needs a display to open its window, and there is none;"
            " “dealwright --help” lists what works without."
        )
    if not _answers(os.environ["DISPLAY"]):
        return tr("Dealwright cannot reach the display “{name}”.", name=os.environ["DISPLAY"])
    if ctypes.util.find_library("xcb-cursor") is None:
        return tr("Dealwright needs the system library libxcb-cursor0 to open its window.")
    return None


def _answers(display: str) -> bool:
    """Whether an X server takes the connection; without libxcb Qt could not open a window either."""
    name = ctypes.util.find_library("xcb")
    if name is None:
        return False
    xcb = ctypes.CDLL(name)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed
