"""PDFium's functions as they are called for every character and object: without looking at each argument.

`pypdfium2.raw` declares the types of all arguments, and to check them takes several times as long as the call. What is
called here is given pointers as `c_void_p`, and numbers as whole numbers that fit into an `int`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any


class Pointer(ctypes.c_void_p):
    """A pointer that stays one when a function returns it; ctypes makes plain numbers of its own."""


def unchecked(function: Any, result: type[Any] = ctypes.c_int) -> Callable[..., Any]:  # noqa: ANN401 - untyped
    """Return a function of `pypdfium2.raw` that takes its arguments as they are."""
    return ctypes.CFUNCTYPE(result)(_address(function))


def pointer_to(thing: Any) -> Pointer:  # noqa: ANN401 - a ctypes pointer or variable
    """Return a pointer to a ctypes variable, or the one that a ctypes pointer holds."""
    is_pointer = hasattr(thing, "contents")
    return Pointer(_address(thing) if is_pointer else ctypes.addressof(thing))


def _address(thing: Any) -> int:  # noqa: ANN401 - a ctypes pointer or function
    return ctypes.cast(thing, ctypes.c_void_p).value or 0
