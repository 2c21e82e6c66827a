"""From a face sketch to a photo (Li, Zheng, Liu: ISEGAN)."""
