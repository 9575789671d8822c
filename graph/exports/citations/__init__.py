"""Publications for reference managers, with what their citations give and nothing more.

- `works` reads them, `types` says what each kind of work is called in the formats
- `bibtex`, `ris` and `csl` write them
"""

from graph.exports.citations.bibtex import AS_BIBTEX, write_bibtex
from graph.exports.citations.csl import AS_CSL, write_csl
from graph.exports.citations.ris import AS_RIS, write_ris

__all__ = ["AS_BIBTEX", "AS_CSL", "AS_RIS", "write_bibtex", "write_csl", "write_ris"]
