"""Fingerprints of pictures that change a little at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studio.core.picture import Picture

HEIGHT, WIDTH = 200, 7
rows = st.tuples(st.integers(0, HEIGHT - 1), st.integers(1, HEIGHT)).map(lambda r: (r[0], min(HEIGHT, r[0] + r[1])))


@given(st.lists(st.tuples(rows, st.integers(0, 9), st.booleans()), max_size=6))
def test_a_patched_picture_has_the_digest_of_its_pixels(changes: list) -> None:
    picture = Picture(np.zeros((HEIGHT, WIDTH, 3), np.uint8))
    seen = {picture.digest: picture.pixels}
    for (top, bottom), value, asked in changes:
        pixels = picture.pixels.copy()
        pixels[top:bottom] = value
        picture = picture.patched(pixels, top, bottom)
        if asked:
            assert picture.digest == Picture(pixels).digest
            seen[picture.digest] = pixels
    assert picture.digest == Picture(picture.pixels.copy()).digest
    same = [digest for digest, pixels in seen.items() if np.array_equal(pixels, picture.pixels)]
    assert same in ([], [picture.digest])


def test_size_and_type_are_part_of_it() -> None:
    flat = np.zeros(4 * 6 * 3, np.uint8)
    assert Picture(flat.reshape(4, 6, 3)).digest != Picture(flat.reshape(6, 4, 3)).digest
    assert Picture(np.zeros((4, 6, 3), np.float32)).digest != Picture(np.zeros((4, 6, 3), np.uint8)).digest
