"""A whole folder of photos led through a chain; what was finished before is not made again."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import cast

from studio.core.applied import Record, plan_chain
from studio.core.apply import Applied, ApplyRequest
from studio.core.batch import Task, refuse
from studio.core.chain import ChainRequest
from studio.core.errors import OutOfMemoryError, PictureError, StudioError
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.core.step import Engine, Job, Step, span
from studio.library.chain_check import Styles, chain_print, check_chain
from studio.library.models import ModelStore
from studio.library.titles import Titles
from studio.provenance.credentials import Signer, find_signer
from studio.provenance.making import of_chain
from studio.provenance.origin import Says, photo_ingredient
from studio.provenance.write import write_picture

log = logging.getLogger(__name__)
OTHERWISE = "choose another folder, or move it away"


class ApplyEngine:
    """Answers an `ApplyRequest` with an `Applied`, as `studio apply` does.

    A photo that fails does not stop the rest. What would meet every other photo too (a style, a model, the disk) ends
    the work; the results so far stay, and the same request goes on from there.
    """

    def __init__(self, chains: Engine, styles: Styles, models: ModelStore) -> None:
        """chains: answers a `ChainRequest`."""
        self._chains, self._styles, self._models = chains, styles, models

    def run(self, request: object) -> Job[Applied]:
        """Steps that say which photo it is. Raises StudioError if nothing can be done at all."""
        assert isinstance(request, ApplyRequest)
        yield Step(0.0, "looking at the photos")
        check_chain(request.chain, self._styles, self._models)
        usual = (request.say_ai, request.recipe, request.signed_by) == (True, False, None)
        told = () if usual else (request.say_ai, request.recipe, request.signed_by)
        how = (None, request.suffix, request.quality, not request.keep_metadata, *told)
        signer = None
        if request.signed_by is not None:
            certificate, key, folder = request.signed_by
            signer = find_signer(certificate, key, Path(folder))
        record = Record(request.out, chain_print(request.chain, request.masks, self._models, how))
        tasks = plan_chain([str(path) for path in request.photos], record, request.out, request.label, request.suffix)
        waiting = [task for task in tasks if not record.holds(task)]
        photos = [task.photo for task in tasks]
        problems: list[str] = []
        finished = 0
        for number, task in enumerate(waiting):
            begin, end = number / len(waiting), (number + 1) / len(waiting)
            yield Step(begin, f"photo {number + 1} of {len(waiting)}")
            try:
                refuse(task, photos, overwrite=False, help=OTHERWISE)
                yield from span(self._one(request, task, record, signer), begin, end)
            except (PictureError, OutOfMemoryError) as error:
                problems.append(_naming(task, str(error)))
            except StudioError as error:
                problems.append(_naming(task, str(error)))
                break
            except MemoryError:
                problems.append(_naming(task, "There is not enough memory for this picture; make it smaller."))
            except Exception as error:
                log.exception("%s", task.photo)
                problems.append(
                    _naming(task, f"Something unexpected went wrong ({type(error).__name__}); see the log.")
                )
            else:
                finished += 1
        return Applied(len(tasks), finished, len(tasks) - len(waiting), tuple(problems))

    def _one(self, request: ApplyRequest, task: Task, record: Record, signer: Signer | None) -> Job[None]:
        state = record.photo_state(task)
        photo = load_picture(task.photo)
        job = cast("Job[Picture]", self._chains.run(ChainRequest(photo, request.chain, request.masks)))
        made = yield from job
        source = photo_ingredient(photo, task.photo.name, task.photo.absolute())
        origin = of_chain(request.chain, source, Titles(self._styles, self._models))
        says = Says(request.say_ai, request.recipe, request.keep_metadata)
        record.keep(
            task, state, lambda: write_picture(made, task.target, origin, says, signer, quality=request.quality)
        )


def _naming(task: Task, sentence: str) -> str:
    return sentence if task.photo.name in sentence else f"{task.photo.name}: {sentence}"
