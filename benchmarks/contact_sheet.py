"""The contact sheet in the README: three free photographs in six paintings, as the application makes them.

python -m benchmarks.contact_sheet docs/contact-sheet.jpg [--quality good] [--size 512]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.common import PAINTINGS, PHOTOS, installed, paint, photo, sheet
from studio.core.params import Quality, StylizeParams


def main() -> None:
    parser = argparse.ArgumentParser(description="Paint the contact sheet.")
    parser.add_argument("target", type=Path)
    parser.add_argument("--quality", type=Quality, default=Quality.GOOD)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--side", type=int, default=256, help="side of a tile in pixels")
    parser.add_argument("--styles", nargs="+", default=list(PAINTINGS))
    parser.add_argument("--photos", nargs="+", default=list(PHOTOS))
    args = parser.parse_args()
    engine, _ = installed()
    rows = []
    for name in args.photos:
        picture = photo(name, args.size)
        row = [picture]
        for style in args.styles:
            params = StylizeParams(((style, 1.0),), size=args.size, quality=args.quality)
            row.append(paint(engine, picture, params)[0])
            print(f"{name} in {style}", flush=True)
        rows.append(row)
    sheet(rows, args.side, args.target)


if __name__ == "__main__":
    main()
