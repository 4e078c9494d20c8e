#!/usr/bin/env bash
# Tests open the papers in LibreOffice, as an office does. They fail without it; they never skip in silence.
set -euo pipefail
for name in soffice libreoffice; do command -v "$name" >/dev/null && exit 0; done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing LibreOffice Writer for the tests of the papers …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui >/dev/null
else
    echo "The tests of the papers need LibreOffice Writer. Run: sudo apt-get install --no-install-recommends libreoffice-writer-nogui" >&2
    exit 1
fi
