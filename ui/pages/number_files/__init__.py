"""The register of number files: what is kept where, who may open it, on whose order."""
