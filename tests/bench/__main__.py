"""make bench: figures of one run, as ratios to a floor or beside it."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # the screenless plugin tells what it cannot do
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at each start

from app.across.files import make_sample
from tests.bench import hands, large_map, layout, library, pages, value

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAIRS = 9


def seconds(*command: str) -> float:
    """From the start of the process until it says that it has painted."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = time.perf_counter() - began
        process.wait(timeout=60)
    if line.strip() != "painted":
        raise RuntimeError(f"{command} did not paint")
    return took


def start(sample: Path, folder: Path) -> None:
    """First paint on the sample workspace against an empty window, pair by pair."""
    os.environ["XDG_DATA_HOME"] = str(folder)
    commands = (
        (str(HERE / "bare.py"),),
        ("-m", "tests.bench.first_picture", str(sample), str(folder / "s.toml")),
    )
    for command in commands:
        seconds(*command)  # compiles, and fills the file cache
    bare: list[float] = []
    ours: list[float] = []
    for _ in range(PAIRS):
        bare.append(seconds(*commands[0]))
        ours.append(seconds(*commands[1]))
    ratio = statistics.median(mine / floor for mine, floor in zip(ours, bare, strict=True))
    line("empty window, first paint", f"{statistics.median(bare) * 1000:.0f} ms")
    line("Dealwright, first paint with rows", f"{statistics.median(ours) * 1000:.0f} ms")
    line("ratio (to reach: 2.5, goal 2.0)", f"{ratio:.2f} x")


def line(what: str, figure: str) -> None:
    sys.stdout.write(f"{what:<58}{figure:>14}\n")
    sys.stdout.flush()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = folder / "sample.dealwright"
        make_sample(sample, date(2026, 11, 22))
        start(sample, folder)
        for what, figure in (
            *pages.measure(sample),
            *layout.measure(),
            *large_map.measure(folder),
            *value.measure(),
            *hands.measure(folder),
            *library.measure(folder),
        ):
            line(what, figure)


if __name__ == "__main__":
    main()
