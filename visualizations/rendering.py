"""Pages from templates, in which every value is text unless a template says otherwise."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from visualizations.static_files import static_files
from visualizations.wording import capitalised, wording


@cache
def _environment() -> Environment:
    """Build the environment once: it escapes, and takes an unknown name for a fault."""
    environment = Environment(
        loader=PackageLoader("visualizations"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = static_files().url
    environment.filters["capitalised"] = capitalised
    return environment


def render(template: str, language: str, **values: object) -> str:
    """Render a template in a language.

    Besides its values a template knows `t`, the words of the language, and `static`, the address of a file.
    """
    return _environment().get_template(template).render(t=wording(language), **values)
