"""Settings and the command line: puts the parts together and is imported by none."""

import os
from importlib.metadata import version

# numpy reads this when it is imported. The matrices of a map are so small that its threads would mostly wait
# for each other, up to half a second where another process keeps a core busy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = version("husk")
