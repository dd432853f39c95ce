"""The values everything else is made of: pictures, parameters, requests, steps, errors. numpy and Pillow, and tifffile for deep TIFFs."""
