"""What is installed: models with their manifests and weights, styles, optional downloads."""
