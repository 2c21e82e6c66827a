"""Images and masks: what they are, how they are read, moved and coloured. Knows nothing of faces."""
