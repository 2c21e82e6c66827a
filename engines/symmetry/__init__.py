"""Symmetry completion: hidden parts of a face from its mirror half (Li et al.: SymmFCNet, IEEE TIP)."""
