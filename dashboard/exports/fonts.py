"""Chinese fonts: which are there, and whether the browser draws Chinese at all instead of empty boxes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from dashboard.figures import base
from dashboard.text import pictures as words

# of Windows itself, by what the office's reader calls them
WINDOWS_FONTS = {
    "msyh.ttc": "Microsoft YaHei",
    "simhei.ttf": "SimHei",
    "simsun.ttc": "SimSun",
    "Deng.ttf": "DengXian",
    "NotoSansSC-VF.ttf": "Noto Sans SC",
}


def chinese_fonts(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the families with Chinese characters, those the charts ask for first.

    Empty too where fonts cannot be listed (macOS): draws_chinese() decides.
    """
    if platform == "win32":
        folder = Path(environment.get("WINDIR", r"C:\Windows")) / "Fonts"
        return sorted(name for file, name in WINDOWS_FONTS.items() if (folder / file).is_file())
    if not shutil.which("fc-list"):
        return []
    listed = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, timeout=30, check=False
    )
    names = {line.split(",")[0].strip() for line in listed.stdout.splitlines() if line.strip()}
    return sorted(names, key=lambda name: (name not in base.FONT, name))


def draws_chinese(draw: Callable[[dict[str, object]], bytes]) -> bool:
    """Tell whether Chinese characters come out as themselves.

    `draw` gives the PNG of a figure. A character without a glyph is drawn as the same box, whichever it is: pictures
    of different characters are then equal to the byte.
    """
    return len({draw(_of_one(character)) for character in words.PROBES}) == len(words.PROBES)


def _of_one(character: str) -> dict[str, object]:
    text = base.note(character, x=0.5, y=0.5, xref="paper", yref="paper", font={"size": 40})
    hidden = {"visible": False}
    font = {"family": base.FONT}
    return {
        "data": [],
        "layout": {
            "width": 80,
            "height": 80,
            "annotations": [text],
            "xaxis": hidden,
            "yaxis": hidden,
            "font": font,
        },
    }
