"""The store: schema, models, periods and money, queries, imports and the bundled data."""

import importlib
import sys


def _load_without(library: str, wanting: str) -> None:
    """Import a library as if another, which it only uses if it is there, were not."""
    if wanting in sys.modules:
        return
    sys.modules[wanting] = None  # type: ignore[assignment]  # this is how Python notes that a module is not to be had
    try:
        importlib.import_module(library)
    finally:
        del sys.modules[wanting]


# sqlite-utils learns to keep numpy's numbers where numpy is installed. The store has none of them, and every start
# would take half as long again; pictures load numpy when the first one is drawn.
_load_without("sqlite_utils", "numpy")
