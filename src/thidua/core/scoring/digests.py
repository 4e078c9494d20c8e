"""SHA-256 of data with exact numbers: 11.46 and 11.460 are one number, and so are 3 and 3.0."""

import hashlib
from typing import Any

from thidua.core.json_text import compact_json


def digest_of_exact(data: Any) -> str:
    return hashlib.sha256(compact_json(data).encode()).hexdigest()
