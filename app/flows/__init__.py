"""What the user can set going: each flow starts jobs and puts their results into the models. No widgets.

Every flow takes the `Session` first, returns at once and says in `session.messages` what went wrong.
"""

from app.flows.binding import bind
from app.flows.comparing import common_sizes, fill_outputs, fill_sizes
from app.flows.copying import copy_pixels
from app.flows.crafting import adopt_attack, craft
from app.flows.inspecting import inspect_current, inspect_item
from app.flows.mime import is_welcome, open_mime, paste
from app.flows.opening import add_pixels, open_bytes, open_paths
from app.flows.reducing import reduce_picture
from app.flows.sanitizing import classify_item, sanitize_current, sanitize_item
from app.flows.saving import export_report, save_hidden, save_jpeg_file, save_pixels, save_sanitized

__all__ = [
    "add_pixels",
    "adopt_attack",
    "bind",
    "classify_item",
    "common_sizes",
    "copy_pixels",
    "craft",
    "export_report",
    "fill_outputs",
    "fill_sizes",
    "inspect_current",
    "inspect_item",
    "is_welcome",
    "open_bytes",
    "open_mime",
    "open_paths",
    "paste",
    "reduce_picture",
    "sanitize_current",
    "sanitize_item",
    "save_hidden",
    "save_jpeg_file",
    "save_pixels",
    "save_sanitized",
]
