"""Opening, saving, dropping and pasting."""
