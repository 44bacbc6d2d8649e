"""Where the store is and where the server listens, from the environment.

`OPENNESS_STORE` (default `store`), `OPENNESS_HOST` (default 127.0.0.1: other machines are kept out
until accounts exist), `OPENNESS_PORT` (default 8050), `OPENNESS_THREADS` (default 16), `OPENNESS_PROXY` (`yes` behind a
reverse proxy that speaks TLS: its forwarded address is believed, cookies are for TLS only), `OPENNESS_LOG` (the file
the server's log is written to, `-` for standard error; by default standard error, from a terminal a file in the store),
`OPENNESS_MEMORY` (MB that the computed scores of a server take together, default 2000).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.errors import UsageError
from data.store import MEMORY_MB

PROJECT_FOLDER = Path(__file__).resolve().parent.parent
ASSETS_FOLDER = PROJECT_FOLDER / "assets"


@dataclass(frozen=True)
class Settings:
    """One server's settings."""

    store: Path = Path("store")
    host: str = "127.0.0.1"
    port: int = 8050
    threads: int = 16
    behind_proxy: bool = False
    four_eyes: bool = True
    log: str = ""
    memory_mb: int = MEMORY_MB

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings; raises UsageError for a port or thread count that is no number."""
        return cls(
            store=Path(environment.get("OPENNESS_STORE") or cls.store),
            host=environment.get("OPENNESS_HOST") or cls.host,
            port=_read_number(environment, "OPENNESS_PORT", cls.port, 65535),
            threads=_read_number(environment, "OPENNESS_THREADS", cls.threads, 256),
            behind_proxy=_read_yes(environment, "OPENNESS_PROXY", "no"),
            four_eyes=_read_yes(environment, "OPENNESS_FOUR_EYES", "yes"),
            log=environment.get("OPENNESS_LOG", ""),
            memory_mb=_read_number(environment, "OPENNESS_MEMORY", cls.memory_mb, 1_000_000, least=400),
        )


def _read_yes(environment: Mapping[str, str], name: str, default: str) -> bool:
    words = environment.get(name) or default
    if words not in ("yes", "no"):
        raise UsageError(f"环境变量{name}的值“{words}”不对，应为 yes 或 no。")
    return words == "yes"


def _read_number(
    environment: Mapping[str, str], name: str, default: int, largest: int, least: int = 1
) -> int:
    words = environment.get(name)
    if not words:
        return default
    if not words.isascii() or not words.isdigit() or not least <= int(words) <= largest:
        raise UsageError(f"环境变量{name}的值“{words}”不对，应为{least}至{largest}之间的整数。")
    return int(words)
