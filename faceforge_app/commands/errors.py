class UsageError(Exception):
    """The command was called in a way that cannot work; exit status 2."""
