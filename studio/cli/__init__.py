"""The command line: the same work as the window, without one."""
