"""One recipe an engine: networks, optimisers, losses, phases, samples."""
