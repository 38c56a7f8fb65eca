"""python -m app, and the console script: a command word goes to the command line, all else opens the window."""

import os
import sys


def main() -> int:
    """Run the program; the exit code."""
    os.umask(0o077)  # the workspace and all beside it are the user's alone
    arguments = sys.argv[1:]
    from app.bootstrap import run  # late: the mask holds for all that is imported

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
