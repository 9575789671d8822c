"""The page on which the REST interface is read about and tried, by Swagger UI."""

from visualizations.rendering import render


def api_page(language: str, edition: str) -> str:
    """Write the page; Swagger UI itself speaks English."""
    return render("api.html", language, here=None, path="api", edition=edition)
