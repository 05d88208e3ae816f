"""What the user can set going: each flow starts jobs and puts their results into the models. No widgets.

Every flow takes the `Session` first, returns at once and says in `session.messages` what went wrong.
"""

from app.flows.binding import bind
from app.flows.comparing import common_sizes, fill_outputs, fill_sizes
from app.flows.copying import copy_pixels
from app.flows.crafting import adopt_attack, craft
from app.flows.inspecting import compare_detectors, inspect_current, inspect_item, toggle_known
from app.flows.mime import is_welcome, open_mime, paste
from app.flows.modelling import ask_every_filter, ask_every_library, open_model, use_shipped_model
from app.flows.opening import add_pixels, open_bytes, open_paths
from app.flows.reducing import reduce_picture
from app.flows.sanitizing import (
    classify_item,
    detect_and_sanitize,
    found_pictures,
    found_pipelines,
    map_changes,
    redo_sanitizing,
    sanitize_current,
    sanitize_item,
    undo_sanitizing,
)
from app.flows.saving import export_report, save_hidden, save_jpeg_file, save_pixels, save_sanitized

__all__ = [
    "add_pixels",
    "adopt_attack",
    "ask_every_filter",
    "ask_every_library",
    "bind",
    "classify_item",
    "common_sizes",
    "compare_detectors",
    "copy_pixels",
    "craft",
    "detect_and_sanitize",
    "export_report",
    "fill_outputs",
    "fill_sizes",
    "found_pictures",
    "found_pipelines",
    "inspect_current",
    "inspect_item",
    "is_welcome",
    "map_changes",
    "open_bytes",
    "open_mime",
    "open_model",
    "open_paths",
    "paste",
    "redo_sanitizing",
    "reduce_picture",
    "sanitize_current",
    "sanitize_item",
    "save_hidden",
    "save_jpeg_file",
    "save_pixels",
    "save_sanitized",
    "toggle_known",
    "undo_sanitizing",
    "use_shipped_model",
]
