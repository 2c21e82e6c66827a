"""Questions about finished weights that are no measure of them: what pictures are good for."""
