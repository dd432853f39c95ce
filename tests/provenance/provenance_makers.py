"""Pictures, packets and origins to try things on."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from studio.core.picture import Picture
from studio.core.picture_io import load_picture, save_picture
from studio.provenance.origin import Ingredient, Model, Origin, Role, Source, photo_ingredient

FOREIGN = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Somebody's Toolkit">
 <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <r:Description r:about="uuid:1" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:iptc="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmp:CreatorTool="Camera &gt; 3"
    xmp:Rating = '4'
    iptc:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture">
   <!-- kept: as it is -->
   <dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"><r:Seq><r:li>Zoë &amp; Co</r:li></r:Seq></dc:creator>
   <lr:hierarchicalSubject><r:Bag><r:li>Holiday|Sea</r:li></r:Bag></lr:hierarchicalSubject>
  </r:Description>
 </r:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()


def picture(seed: int = 0, width: int = 48, height: int = 32, alpha: bool = False) -> Picture:
    shape = (height, width, 4 if alpha else 3)
    return Picture(np.random.default_rng(seed).integers(0, 256, shape, np.uint8))


def saved_photo(folder: Path, name: str = "photo.jpg") -> Picture:
    """A photo as it is opened from a file."""
    save_picture(picture(), folder / name)
    return load_picture(folder / name)


def painting_of(photo: Picture, file: Path | None = None) -> Origin:
    """A photo in a style."""
    return Origin(
        Source.COMPOSITE,
        (Model("painted-styles", "Instant style"),),
        (photo_ingredient(photo, file.name if file else "pasted", file), Ingredient(Role.COMPONENT, "Starry Night")),
        {"made": "painting", "seed": 3},
    )
