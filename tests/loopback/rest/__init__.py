"""The REST API, one module per resource."""

from .app import build

__all__ = ["build"]
