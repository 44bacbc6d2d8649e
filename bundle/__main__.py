"""Write build/openness-VERSION.zip: the product, its wheels for two systems, what starts it. Needs a package index."""

from __future__ import annotations

import sys

from bundle.archive import ROOT, contents, version, write
from bundle.wheels import Incomplete, fetch
from data.layout import file_digest

BUILD = ROOT / "build"


def main() -> int:
    """Build the zip; 1 when a wheel is missing."""
    try:
        wheels = fetch(ROOT / "requirements.txt", BUILD / "wheels")
    except Incomplete as error:
        print(error, file=sys.stderr)
        return 1
    target = BUILD / f"openness-{version()}.zip"
    write(target, contents(), wheels)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.0f} MB, {len(wheels)} wheels")
    print(f"SHA-256 {file_digest(target)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
