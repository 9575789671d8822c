"""Pages from templates, in which every value is text unless a template says otherwise."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from visualizations.static_files import static_files
from visualizations.wording import capitalised, wording


class _Environment(Environment):
    """Looks up a name in a mapping at once: some pages have tens of thousands, and none uses its methods."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a mapping has under a name, and of anything else what Jinja finds."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def _environment() -> Environment:
    """Build the environment once: it escapes, and takes an unknown name for a fault."""
    environment = _Environment(
        loader=PackageLoader("visualizations"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = static_files().url
    environment.filters["capitalised"] = capitalised
    return environment


def compile_templates() -> None:
    """Read all templates, which the first page of each would otherwise wait for."""
    environment = _environment()
    for name in environment.list_templates():
        environment.get_template(name)


def render(template: str, language: str, **values: object) -> str:
    """Render a template in a language.

    Besides its values a template knows `t`, the words of the language, and `static`, the address of a file.
    """
    return _environment().get_template(template).render(t=wording(language), **values)
