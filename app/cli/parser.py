"""The parser of the command line: what is wrong with an argument in one sentence."""

import sys
from argparse import ArgumentParser
from typing import NoReturn

from app.cli.command import ExitCode


class Parser(ArgumentParser):
    """Without the lines on usage, under which a sentence drowns; it names the command that shows them."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and exit with the code for bad usage."""
        sentence = message.rstrip(".")
        sys.stderr.write(f"{self.prog}: {sentence} (usage: {self.prog} --help).\n")
        sys.exit(ExitCode.BAD_INPUT)
