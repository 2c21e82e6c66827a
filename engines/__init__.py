"""What turns a request into a result, and everything the application and the training must agree on to the pixel."""
