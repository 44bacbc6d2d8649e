from __future__ import annotations

from pathlib import Path

import pytest
from dash import Dash

from dashboard.server import create_app


@pytest.fixture(scope="session")
def app(demo_store: Path) -> Dash:
    return create_app(demo_store)
