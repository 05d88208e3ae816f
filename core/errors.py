"""Errors a user can cause or meet in normal work.

Each message is shown as it is: one sentence that says what happened, why, and what to do.
Anything that is not an `AliascopeError` is a bug.
"""


class AliascopeError(Exception):
    """An expected failure; the application reports the sentence and goes on."""


class UnreadableImageError(AliascopeError):
    """The file is not an image that can be decoded."""


class ImageTooLargeError(AliascopeError):
    """The image would take more memory than the safe limit; decoding it must be asked for."""


class ImageTooSmallError(AliascopeError):
    """The image has too few pixels for what was asked."""


class UnknownNameError(AliascopeError):
    """A library, algorithm, detector, filter or solver of that name does not exist."""


class AttackError(AliascopeError):
    """The attack problem is badly posed or has no solution."""


class ModelError(AliascopeError):
    """A classification model can not be loaded or does not fit."""


class SaveError(AliascopeError):
    """A result can not be written where the user wants it."""


class DatasetError(AliascopeError):
    """Training or test data is missing, broken or not in a known layout."""
