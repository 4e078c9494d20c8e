#!/usr/bin/env bash
# The browser tests need a Chromium: Debian's own without windows, the lightest, or any other that is there.
# They fail without one; they never skip in silence.
set -euo pipefail
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests …"
    apt-get update -qq
    for name in chromium-headless-shell chromium; do
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$name" >/dev/null && exit 0
    done
fi
echo "The browser tests need Chromium. Run: sudo apt-get install --no-install-recommends chromium-headless-shell" >&2
exit 1
