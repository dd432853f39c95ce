"""The window: canvas, panels, dialogs, actions, theme. Nothing here computes."""
