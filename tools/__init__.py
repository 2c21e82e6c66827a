"""Steps that developers repeat; nothing here is installed."""
