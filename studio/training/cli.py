"""`python main.py train RECIPE`: trains one of the recipes, or lists them."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from tqdm import tqdm

from studio.library.paths import models_dir, resources_dir
from studio.training.recipe import find_recipe, parse_recipe


def main(argv: list[str]) -> int:
    """Runs the command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="studio train", description="Train from a recipe; an interrupted run goes on."
    )
    parser.add_argument("recipe", nargs="?", help="a recipe's name or .toml file; without it they are listed")
    parser.add_argument("--run", type=Path, help="folder for checkpoints and sample sheets (default: runs/RECIPE)")
    parser.add_argument("--models", type=Path, default=None, help="folder that receives the model (default: models/)")
    parser.add_argument("--steps", type=int, help="train this many steps instead of the recipe's")
    parser.add_argument("--cpu", action="store_true", help="do not use a GPU")
    args = parser.parse_args(argv)
    folder = resources_dir() / "recipes"
    if not args.recipe:
        for path in sorted(folder.glob("*.toml")):
            print(f"{path.stem:20} {parse_recipe(path).title}")
        return 0
    recipe = parse_recipe(find_recipe(args.recipe, folder))
    return _train(recipe, args)


def _train(recipe, args: argparse.Namespace) -> int:
    from dataclasses import replace

    from studio.training.loop import train
    from studio.training.methods import method_named

    if args.steps:
        recipe = replace(recipe, schedule=replace(recipe.schedule, steps=args.steps))
    job = train(
        recipe,
        method_named(recipe.method),
        args.run or Path("runs") / recipe.name,
        args.models or models_dir(),
        args.cpu,
    )
    # A terminate request ends the run as Ctrl+C does: with a checkpoint.
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    with tqdm(
        total=100, unit="%", bar_format="{l_bar}{bar}| {elapsed}<{remaining}", disable=not sys.stderr.isatty()
    ) as bar:
        try:
            while True:
                try:
                    step = next(job)
                except StopIteration as end:
                    result = end.value
                    break
                bar.n = round(100 * step.done, 2)
                bar.refresh() if step.note else None
                if step.note and not sys.stderr.isatty():
                    print(step.note, flush=True)
        except KeyboardInterrupt:
            job.close()
            print("Stopped; the same command goes on from the checkpoint.", file=sys.stderr)
            return 130
    for name, value in result.figures.items():
        print(f"{name:36} {value:.4f}")
    print(f"{result.steps} steps, {result.hours:.2f} h, written to {result.folder}")
    return 0
