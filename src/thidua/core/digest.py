"""A digest of data: the SHA-256 of its canonical JSON, the same on every machine."""

import hashlib
import json
from typing import Any


def digest_of(data: Any) -> str:
    """Return the SHA-256, in hex, of the data written as JSON with sorted keys and no spaces."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
