"""Results belong to the document; here they are at hand for panels."""

from faceforge_app.document.results import ResultEntry, result_entry

__all__ = ["ResultEntry", "result_entry"]
