"""A whole folder of photos led through a chain; what was finished before is not made again."""

from __future__ import annotations

import logging
from typing import cast

from studio.core.applied import Record, plan_chain
from studio.core.apply import Applied, ApplyRequest
from studio.core.batch import Task, refuse
from studio.core.chain import ChainRequest
from studio.core.errors import OutOfMemoryError, PictureError, StudioError
from studio.core.picture import Picture
from studio.core.picture_io import load_picture, save_picture
from studio.core.step import Engine, Job, Step, span
from studio.library.chain_check import Styles, chain_print, check_chain
from studio.library.models import ModelStore

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
        how = (None, request.suffix, request.quality, not request.keep_metadata)
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
                yield from span(self._one(request, task, record), begin, end)
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

    def _one(self, request: ApplyRequest, task: Task, record: Record) -> Job[None]:
        state = record.photo_state(task)
        photo = load_picture(task.photo)
        job = cast("Job[Picture]", self._chains.run(ChainRequest(photo, request.chain, request.masks)))
        made = yield from job
        record.keep(
            task,
            state,
            lambda: save_picture(made, task.target, quality=request.quality, keep_metadata=request.keep_metadata),
        )


def _naming(task: Task, sentence: str) -> str:
    return sentence if task.photo.name in sentence else f"{task.photo.name}: {sentence}"
