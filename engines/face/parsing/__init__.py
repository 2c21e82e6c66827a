"""The face network: eight parsing classes and 68 landmarks, from photos and sketches."""
