"""What the command line can do besides opening the window: one module a command, none of which needs Qt or a screen."""
