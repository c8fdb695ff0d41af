"""Mass outputs, and who has seen them."""
