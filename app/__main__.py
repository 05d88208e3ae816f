"""`aliascope`: a sub-command is the command line, anything else opens the window."""

import multiprocessing
import sys


def main() -> int:
    """Entry point of the `aliascope` script; returns the exit code."""
    multiprocessing.freeze_support()
    from app.cli.main import run, wants_command_line

    argv = sys.argv[1:]
    if wants_command_line(argv):
        return run(argv)
    from app import gui  # Qt is not needed, and may not be installed whole, for the command line

    return gui.run(argv)


if __name__ == "__main__":
    sys.exit(main())
