#!/bin/sh
# Installs the first time, then serves: sh start.sh [STORE]. Without STORE the demonstration is built and shown.
set -eu
given=${1:-}
case "$given" in
"" | /*) ;;
*) given=$PWD/$given ;;
esac
cd -- "$(dirname -- "$0")"

found=""
for python in "${PYTHON:-}" ./python/bin/python3.11 python3.11 python3 python; do
    if [ -n "$python" ] && "$python" -c 'import sys, venv; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
        found=$python
        break
    fi
done
if [ -z "$found" ]; then
    cat start/no-python.txt >&2
    exit 1
fi

"$found" start/prepare.py
if [ -z "$given" ]; then
    given=$PWD/demo-store
    .venv/bin/python -m dashboard demo --store "$given"
fi
: "${OPENNESS_LOG:=$PWD/server.log}"
export OPENNESS_LOG
exec .venv/bin/python -m dashboard serve --store "$given" --open
