"""How many nominees of the demonstration are judged otherwise than tests/legal/demo_verdicts.yaml says.

The table is compared with the story first, then the product with the table.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

STAGE = "cong-khai"


def judged_otherwise() -> int:
    from tests.factories.verdicts import met, otherwise, said, told

    from thidua.database import ensure_database

    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("DATABASE_URL", None)
        url = ensure_database(Path(folder) / "postgres", "verdicts")
        environment = {**os.environ, "DATABASE_URL": url, "THIDUA_VAR": folder}
        command = [sys.executable, "-m", "thidua", "demo", "--no-serve", "--stage", STAGE]
        subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        different = otherwise(told(), said()) | otherwise(met(url), said())
    for who, (found, wanted) in sorted(different.items()):
        print(*who, f"found {found}, the table says {wanted}", sep=" | ", file=sys.stderr)
    return len(different)


if __name__ == "__main__":
    print(judged_otherwise())
