#!/usr/bin/env bash
# The browser tests need a Chromium. They fail without one; they never skip in silence.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do command -v "$name" >/dev/null && exit 0; done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
    echo "The browser tests need Chromium. Run: sudo apt-get install --no-install-recommends chromium" >&2
    exit 1
fi
