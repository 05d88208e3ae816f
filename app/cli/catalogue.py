"""The sub-commands, in the order of --help."""

from app.cli.classify_command import CLASSIFY
from app.cli.command import Command
from app.cli.craft_batch_command import CRAFT_BATCH
from app.cli.craft_command import CRAFT
from app.cli.inspect_command import INSPECT
from app.cli.libraries_command import LIST_LIBRARIES
from app.cli.sanitize_command import SANITIZE
from app.cli.scan_command import SCAN

COMMANDS: tuple[Command, ...] = (INSPECT, SCAN, CRAFT, CRAFT_BATCH, SANITIZE, CLASSIFY, LIST_LIBRARIES)
