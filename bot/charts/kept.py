"""Pictures that were drawn are kept for a while, so that the same one is not drawn twice."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable

from bot.charts.spec import ChartSpec

#: A picture takes about 60 kB.
_MOST = 64


class Kept:
    """The last pictures, by what they show; whoever asks for one that is being drawn waits for it."""

    def __init__(self, drawing: Callable[[ChartSpec], bytes], most: int = _MOST) -> None:
        self._drawing = drawing
        self._most = most
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, spec: ChartSpec) -> bytes:
        """Give the picture, drawn now or before."""
        key = digest(spec)
        # Drawing goes one at a time anyway, so one lock for all is no loss.
        with self._lock:
            if key not in self._held:
                self._held[key] = self._drawing(spec)
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
            return self._held[key]


def digest(spec: ChartSpec) -> str:
    """Give the same text for the same picture: specs are plain values, and their print shows all of them."""
    return hashlib.sha256(repr(spec).encode("utf-8", "backslashreplace")).hexdigest()
