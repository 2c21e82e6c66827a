"""Shards and what is drawn from them."""
