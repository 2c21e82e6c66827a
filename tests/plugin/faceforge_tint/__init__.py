"""An engine in a package of its own: the smallest one that keeps the whole contract."""
