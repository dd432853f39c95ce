"""The style picker, the mix and their sliders."""
