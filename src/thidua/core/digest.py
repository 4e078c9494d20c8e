"""A digest of data: the SHA-256 of its canonical JSON, the same on every machine."""

import hashlib
import json
from typing import Any


def canonical(data: Any) -> str:
    """Return the data as JSON with sorted keys and no spaces."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(data: Any) -> str:
    """Return the SHA-256, in hex, of the canonical JSON of the data."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()
