"""Context extension: hair, neck, clothes and background painted around a face (Banerjee, Scheirer, Bowyer, Flynn 2020)."""
