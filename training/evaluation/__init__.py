"""Protocols, measurements and reports behind `faceforge-evaluate`."""
