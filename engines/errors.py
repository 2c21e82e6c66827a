"""Errors that a user can act on: each message is one or two plain sentences, the last of which says what to do."""


class EngineError(Exception):
    """Anything an engine, a loader or a checker refuses; `str(error)` is shown to the user as it is."""


class InputError(EngineError):
    """The request cannot be answered as it is (no parts placed, an empty mask, a wrong size)."""


class ImageFileError(EngineError):
    """An image file cannot be read or written (truncated, too large, not an image, a full disk)."""


class FaceNotFoundError(EngineError):
    """No usable face was found; the way out is to place the points by hand."""


class WeightsError(EngineError):
    """A weights file is missing, damaged, or made for another engine."""


class DeviceError(EngineError):
    """The chosen device is not there or ran out of memory."""


class Cancelled(Exception):
    """The user cancelled; raised by `RunContext.report`. Not an `EngineError`: nothing went wrong."""
