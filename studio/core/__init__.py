"""The values everything else is made of: pictures and their files, parameters, requests, steps, errors.

numpy and Pillow, and tifffile for TIFFs deeper than 8 bits.
"""
