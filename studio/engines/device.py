"""Where and in which precision engines run."""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch

from studio.core.errors import UnavailableError, UnknownChoiceError

TOO_LITTLE_MEMORY = "The graphics card has too little free memory; choose a smaller size, or the device cpu."


@dataclass(frozen=True)
class Device:
    """A torch device, the precision networks run in on it, and its name for the status line."""

    device: torch.device
    precision: torch.dtype
    name: str


def choose_device(wanted: str = "auto") -> Device:
    """ "auto", "cpu", "cuda" or "mps". UnavailableError with a sentence if the wanted one is not in this computer."""
    if wanted not in ("auto", "cpu", "cuda", "mps"):
        raise UnknownChoiceError(f"There is no device called {wanted!r}; choose auto, cpu, cuda or mps.")
    if wanted in ("auto", "cuda") and torch.cuda.is_available():
        # Not float16: a Gram matrix sums over every pixel before it is divided, which is more than it can hold.
        precision = torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
        return Device(torch.device("cuda"), precision, torch.cuda.get_device_name())
    if wanted == "cuda":
        raise UnavailableError("There is no CUDA graphics card that PyTorch can use; choose the device auto or cpu.")
    if wanted in ("auto", "mps") and torch.backends.mps.is_available():
        return Device(torch.device("mps"), torch.float32, "Apple GPU")
    if wanted == "mps":
        raise UnavailableError("There is no Apple GPU that PyTorch can use; choose the device auto or cpu.")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    precision = torch.bfloat16 if _fast_bf16() else torch.float32
    return Device(
        torch.device("cpu"), precision, f"CPU, {cores} cores" + (", bf16" if precision == torch.bfloat16 else "")
    )


def limit_memory(wanted: str, mebibytes: int) -> bool:
    """Lets this process take at most so much of the graphics card's memory, 0 for all of it.

    Engines answer with smaller tiles when that is too little. Returns whether there is a card to limit.
    """
    device = choose_device(wanted).device
    if device.type != "cuda":
        return False
    total = torch.cuda.get_device_properties(device).total_memory
    torch.cuda.set_per_process_memory_fraction(min(1.0, (mebibytes << 20) / total) if mebibytes else 1.0, device)
    return True


def _fast_bf16() -> bool:
    """Whether the processor multiplies bf16 itself; emulated bf16 is several times slower than float32."""
    capabilities = torch.backends.cpu.get_cpu_capability()
    if capabilities.startswith("AVX512"):
        return bool(torch.cpu._is_avx512_bf16_supported()) if hasattr(torch.cpu, "_is_avx512_bf16_supported") else False
    return False
