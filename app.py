"""The web application over the store named by OPENNESS_STORE; `python app.py` serves it."""

from __future__ import annotations

from dashboard.server import create_app, serve
from dashboard.settings import Settings

__all__ = ["create_app", "server"]

if __name__ == "__main__":
    serve()
else:
    server = create_app(Settings.from_environment().store).server
