#!/usr/bin/env bash
# Creates the virtual environment from the two lock files. Nothing is asked; nothing outside .venv changes,
# except Debian's python3-venv where it is missing and we are root.
set -euo pipefail
PYTHON=${PYTHON:-}
VENV=${VENV:-.venv}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
if [ -z "$PYTHON" ]; then # the distribution's own first: one built by hand mostly lacks its optimisation (docs/decisions/0017)
    PYTHON=/usr/bin/python3
    new_enough "$PYTHON" || PYTHON=python3
fi
new_enough "$PYTHON" || {
    echo "thidua needs Python 3.11 or newer; '$PYTHON' is $("$PYTHON" --version 2>&1). Run: make setup PYTHON=python3.11" >&2
    exit 1
}
if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        echo "Python's venv module is missing. Run: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi
[ -x "$VENV/bin/python" ] || "$PYTHON" -m venv "$VENV"
echo "Setting up $VENV from requirements.lock …"
"$VENV/bin/python" -m pip install --quiet --require-hashes -r requirements/uv.lock 2> >(grep -v 'is ignored' >&2)
"$VENV/bin/uv" pip sync --quiet --compile-bytecode --python "$VENV/bin/python" --require-hashes --allow-empty-requirements requirements.lock requirements/uv.lock
"$VENV/bin/uv" pip install --quiet --python "$VENV/bin/python" --no-deps --no-build-isolation --no-index -e .
"$VENV/bin/python" -m compileall -q -j 0 src # once, not by every process of a first run
"$VENV/bin/python" -m thidua.ui.fonts
"$VENV/bin/python" scripts/messages.py compile
