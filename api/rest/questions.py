"""The saved questions, each to be read: `/api/v1/questions`."""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Self

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from api.rest.models import Language, Term
from api.rest.telling import Told, problems, speak
from graph.questions import Question, require
from graph.reading.lexicon import Lexicon
from graph.served import Served
from ontology.terms import concept

QUESTIONS: Final = "/api/v1/questions"
"""Where the questions are."""


class Parameter(BaseModel):
    """What a question may be asked of."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "who", "description": "an actor, such as the café"}]}
    )

    name: str
    description: str


class SavedQuestion(BaseModel):
    """A saved question, in words and in SPARQL."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "roles-of-an-actor",
                    "title": "Which roles did an actor have, and where?",
                    "description": "Every role that is stated to have been held.",
                    "topic": {
                        "iri": "https://w3id.org/husk/vocabulary/question-topic/participants",
                        "label": "Who took part",
                    },
                    "parameters": [{"name": "who", "description": "an actor, such as the café"}],
                    "by_programme": True,
                    "query": "SELECT ...",
                    "href": "/api/v1/questions/roles-of-an-actor",
                    "answer": "/api/v1/questions/roles-of-an-actor/answer",
                }
            ]
        }
    )

    name: str
    title: str
    description: str = Field(description="What the answer is, and how it is counted.")
    topic: Term
    parameters: list[Parameter] = Field(
        description="What it may be asked of; without them it is of all things."
    )
    by_programme: bool = Field(description="Whether it can be asked of one of several programmes.")
    query: str = Field(description="The query in SPARQL. Asked by hand it answers in both languages.")
    href: str
    answer: str = Field(description="Where it is answered; its parameters go into the address.")

    @classmethod
    def of(cls, question: Question, lexicon: Lexicon, language: Language) -> Self:
        """Show a question in a language."""
        return cls(
            name=question.name,
            title=question.title[language],
            description=question.description[language],
            topic=Term.of(lexicon.labelled(concept("question-topic", question.topic)), language),
            parameters=[
                Parameter(name=name, description=told[language]) for name, told in question.parameters.items()
            ],
            by_programme=bool(question.of_programme),
            query=question.query,
            href=f"{QUESTIONS}/{question.name}",
            answer=f"{QUESTIONS}/{question.name}/answer",
        )


class QuestionList(BaseModel):
    """All saved questions, in the order of their names."""

    total: int
    items: list[SavedQuestion]


def name_of(questions: Sequence[Question]) -> Any:
    """Return the parameter that names one of the questions."""
    names: list[JsonValue] = [question.name for question in questions]
    enum = {"enum": names} if names else None
    return Annotated[str, Path(description="The name of the question.", json_schema_extra=enum)]


def question_routes(served: Served) -> APIRouter:
    """Return the routes that list and tell the questions that an edition was built with."""
    router = APIRouter(prefix="/api/v1", tags=["questions"])
    questions = served.questions
    name_of_one: Any = name_of(questions)
    lexicon = served.reader.lexicon

    @router.get(
        "/questions",
        response_model_exclude_none=True,
        responses=problems(422, 500),
        summary="List the saved questions",
    )
    def list_questions(_told: Annotated[Told, Query()], request: Request, response: Response) -> QuestionList:
        """List every saved question with its words, its query, and where it is answered."""
        language = speak(response, request)
        items = [SavedQuestion.of(question, lexicon, language) for question in questions]
        return QuestionList(total=len(items), items=items)

    @router.get(
        "/questions/{name}",
        response_model_exclude_none=True,
        responses=problems(404, 422, 500),
        summary="Tell a saved question",
    )
    def get_question(
        name: name_of_one, _told: Annotated[Told, Query()], request: Request, response: Response
    ) -> SavedQuestion:
        """Tell what a question asks, in words and in SPARQL, and what it may be asked of."""
        return SavedQuestion.of(require(questions, name), lexicon, speak(response, request))

    return router
