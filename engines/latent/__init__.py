"""The latent engine: faces from random vectors, and completion by searching those vectors (Jiang, Liu, Wang 2018)."""
