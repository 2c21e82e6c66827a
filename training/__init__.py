"""What turns photos into engine weights. Imports neither Qt nor, once shards are prepared, dlib."""
