"""What the user edits and saves, as frozen values. Knows nothing of Qt."""
