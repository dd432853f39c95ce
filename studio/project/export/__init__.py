"""Handing the work on: pictures for the web and for print, layers for other programs, sheets and films."""
