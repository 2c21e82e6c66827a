"""Parts to face: a whole face from facial parts (Sun, Guo, Liu: Face image synthesis from facial parts, 2022)."""
