"""The REST interface below `/api/v1`: each module has the routes of one kind of answer."""

from typing import Final

from fastapi import APIRouter

from api.rest.answers import answer_routes
from api.rest.assertions import assertion_routes
from api.rest.claims import claim_routes
from api.rest.comparison import comparison_routes
from api.rest.connections import connection_routes
from api.rest.coverage import coverage_routes
from api.rest.dataset import dataset_routes
from api.rest.entities import entity_routes
from api.rest.equality import equality_routes
from api.rest.exports import export_routes
from api.rest.lists import list_routes
from api.rest.matters import matter_routes
from api.rest.measures import measure_routes
from api.rest.networks import network_routes
from api.rest.questions import question_routes
from api.rest.search import search_routes
from api.rest.theory import theory_routes
from graph.served import Served

OPENAPI: Final = "/api/v1/openapi.json"
"""Where the interface is described."""


def rest_routes(served: Served) -> list[APIRouter]:
    """Return the routes of the whole interface."""
    return [
        list_routes(served.reader),
        entity_routes(served.reader),
        assertion_routes(served.reader),
        search_routes(served),
        question_routes(served),
        answer_routes(served),
        comparison_routes(served.comparisons),
        connection_routes(served.reader),
        matter_routes(served.reader),
        coverage_routes(served),
        equality_routes(served),
        network_routes(served),
        measure_routes(served),
        theory_routes(served),
        claim_routes(served),
        dataset_routes(served),
        export_routes(served),
    ]
