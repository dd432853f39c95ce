"""The artist's work on the disk: documents, recovery, exchange with other programs. No Qt, no torch."""
