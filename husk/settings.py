"""The settings of the product: each declared once with its default and help, read once, passed down.

Every setting is an environment variable with the prefix ``HUSK_``. A value that cannot be used stops the
program with one sentence that says which, why and what would do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import ontology
from graph.errors import HuskError

PREFIX = "HUSK_"


class SettingsError(HuskError):
    """A setting has a value that cannot be used."""


def _setting(default: Any, help_text: str, *, is_secret: bool = False) -> Any:
    """Declare a setting: its default, and the sentence that ``docs/settings.md`` shows for it."""
    return field(default=default, repr=not is_secret, metadata={"help": help_text})


def packaged_data() -> Path:
    """Return the folder of the programmes that come with the product, beside the packages."""
    return Path(ontology.__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Settings:
    """What the environment decides.

    >>> Settings.from_environment({"HUSK_QUERY_SECONDS": "2.5"}).query_seconds
    2.5
    >>> Settings.from_environment({"HUSK_PORT": "eighty"})
    Traceback (most recent call last):
    husk.settings.SettingsError: HUSK_PORT is 'eighty', which is no whole number: set it to one, such as 8000.
    """

    data: Path = _setting(packaged_data(), "Folder with one folder for each programme.")
    var: Path = _setting(Path("var"), "Folder for what the product builds; it can be deleted and built anew.")
    sources: Path | None = _setting(
        None,
        "Folder with the source documents, for `husk verify`; `husk build` and `husk check` then refuse "
        "passages that differ and texts that quote a source, and on this machine the page of a passage "
        "shows its text.",
    )
    removed: Path | None = _setting(
        None, "File with the IRIs of persons whom `husk build` leaves out, one a line; see docs/privacy.md."
    )
    show_sources: bool = _setting(
        False,
        "Show the texts of attached sources to everybody who can reach the service, not on this machine "
        "only: 1 for yes, 0 for no. They are under copyright, so `husk serve` warns.",
    )
    samples: int = _setting(
        999,
        "How many networks chance makes when `husk build` analyses one; 0 keeps values without chance.",
    )
    store: str = _setting(
        "", "Address of the engine that answers instead of the snapshot's own store: a SPARQL endpoint."
    )
    store_update: str = _setting(
        "", "Address where that engine takes updates, for `husk push`, where it is not where such engines do."
    )
    store_user: str = _setting("", "User by whom the engine is asked.", is_secret=True)
    store_password: str = _setting("", "Password of that user.", is_secret=True)
    store_token: str = _setting(
        "", "Token by which the engine is asked, instead of user and password.", is_secret=True
    )
    host: str = _setting("127.0.0.1", "Address to listen on; anything but loopback is open to the network.")
    port: int = _setting(8000, "Port to listen on.")
    query_seconds: float = _setting(10.0, "Time limit of one SPARQL query, in seconds.")
    query_memory_mb: int = _setting(1024, "Memory that one SPARQL query may add, in megabytes.")
    query_answer_mb: int = _setting(256, "Largest answer to one SPARQL query, in megabytes.")
    query_workers: int = _setting(4, "Number of processes that run SPARQL queries.")
    query_queue: int = _setting(64, "Number of SPARQL queries that may wait for a process.")
    cache_mb: int = _setting(
        64, "Room for answers that are kept to be given again, in megabytes; 0 keeps none."
    )
    contact: str = _setting(
        "", "Who answers for the service: an address to write to, which the about page tells."
    )
    request_log: bool = _setting(True, "Write a line of JSON for each request: 1 for yes, 0 for no.")

    def __post_init__(self) -> None:
        """Refuse values that no part could work with.

        Raises:
            SettingsError: a number is out of its range.
        """
        for name in ("query_seconds", "query_memory_mb", "query_answer_mb", "query_workers", "query_queue"):
            if not getattr(self, name) > 0:
                raise SettingsError(f"{PREFIX}{name.upper()} must be more than 0.")
        for name in ("cache_mb", "samples"):
            if getattr(self, name) < 0:
                raise SettingsError(f"{PREFIX}{name.upper()} must be 0 or more.")
        if not 0 <= self.port <= 65535:
            raise SettingsError(f"{PREFIX}PORT is {self.port}; a port is a number from 0 to 65535.")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the settings that the environment gives; the rest keep their defaults.

        Raises:
            SettingsError: a value cannot be read, or no setting has the name that a variable uses.
        """
        known = {PREFIX + setting.name.upper(): setting for setting in fields(cls)}
        given: dict[str, Any] = {}
        for variable, text in environment.items():
            if variable in known and text:
                setting = known[variable]
                given[setting.name] = _read(variable, text, setting.default)
        return cls(**given)


def _read(variable: str, text: str, default: object) -> str | int | float | Path:
    """Read a setting's text as the type that its default has.

    Raises:
        SettingsError: the text is no number where one is needed, or neither yes nor no.
    """
    if isinstance(default, bool):
        if text not in {"0", "1"}:
            raise SettingsError(f"{variable} is {text!r}: set it to 1 for yes or 0 for no.")
        return text == "1"
    if isinstance(default, (int, float)):
        wanted = type(default)
        try:
            return wanted(text)
        except ValueError:
            kind = "whole number" if wanted is int else "number"
            raise SettingsError(
                f"{variable} is {text!r}, which is no {kind}: set it to one, such as {default}."
            ) from None
    return text if isinstance(default, str) else Path(text)
