import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studio.engines.windows import windows


@given(st.integers(1, 900), st.integers(1, 900), st.sampled_from([64, 96, 200]), st.sampled_from([8, 32]))
def test_cores_cover_the_picture_once_and_margins_are_whole(height, width, side, margin):
    seen = np.zeros((height, width), int)
    for piece in windows(height, width, side, margin, 8):
        seen[piece.kept_rows, piece.kept_columns] += 1
        for part, core, length in ((piece.rows, piece.core_rows, height), (piece.columns, piece.core_columns, width)):
            assert part.start % 8 == 0
            assert 0 <= part.start < part.stop <= length
            assert core.start == (margin if part.start else 0)
            kept_to_the_end = part.stop == length
            assert kept_to_the_end or part.stop - part.start - core.stop == margin
    assert (seen == 1).all()
