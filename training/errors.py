"""Errors that a user can act on: each message is one or two plain sentences, the last of which says what to do."""


class TrainingError(Exception):
    """A run cannot begin or go on; `str(error)` is shown to the user as it is."""


class ConfigError(TrainingError):
    """A configuration is wrong; the sentence says where."""
