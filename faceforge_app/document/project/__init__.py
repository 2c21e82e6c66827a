"""The parts of a project file: its archive, the layers that other programs see, and the document in full."""
