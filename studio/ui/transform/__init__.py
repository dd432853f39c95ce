"""The Transform room: a photo at the left, and at the right what a chain of steps makes of it."""
