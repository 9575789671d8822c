"""What husk takes of a machine beside its own processes."""

import subprocess
import sys


def test_numpy_starts_no_threads_that_would_wait_for_each_other() -> None:
    count = "import os, husk, numpy; print(len(os.listdir('/proc/self/task')))"
    result = subprocess.run([sys.executable, "-c", count], capture_output=True, text=True, check=True)
    assert result.stdout == "1\n"
