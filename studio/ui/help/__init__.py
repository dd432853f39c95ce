"""Help that is at hand: the palette of commands, what a control is for, the user guide."""
