"""What the REST interface answers with, in one language at a time; see `graph.reading.descriptions`."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from graph.reading import descriptions
from ontology.terms import HUSK, ID, ONTOLOGY, VOCABULARY

Language = Literal["nb", "en"]
"""The languages that labels and descriptions are given in: bokmål and English."""

Modality = Literal["actual", "planned", "possible", "normative"]
"""How an assertion holds what it states."""

ENTITIES: str = "/api/v1/entities"
"""Where the entities are."""

_BASE: str = ONTOLOGY.removesuffix("/ontology")
"""What stands before the path in every IRI of ours."""


def described_at(iri: str) -> str | None:
    """Return where a thing or a term of ours is described; None for what others describe.

    >>> described_at("https://w3id.org/husk/id/demo/arena/cafe")
    '/api/v1/entities/demo/arena/cafe'
    >>> described_at("https://w3id.org/husk/vocabulary/role/leader")
    '/vocabulary/role/leader'
    >>> described_at("http://www.w3.org/ns/prov#Entity") is None
    True
    """
    if iri.startswith(ID):
        return f"{ENTITIES}/{iri.removeprefix(ID)}"
    return iri.removeprefix(_BASE) if iri.startswith((VOCABULARY, HUSK)) else None


def _example(**values: Any) -> ConfigDict:
    """Show a model by one example."""
    return ConfigDict(json_schema_extra={"examples": [values]})


class Term(BaseModel):
    """A class, property, concept, voice or document under its label."""

    model_config = _example(
        iri="https://w3id.org/husk/vocabulary/modality/planned",
        label="planned",
        href="/vocabulary/modality/planned",
    )

    iri: str
    label: str
    href: str | None = Field(
        default=None,
        description="Where it is described: here, or for a concept, class or property at an address that "
        "answers as a page or as RDF, as Accept has it.",
    )

    @classmethod
    def of(cls, labelled: descriptions.Labelled | descriptions.Section, language: Language) -> Self:
        """Show a term in a language."""
        return cls(iri=labelled.iri, label=labelled.label.get(language), href=described_at(labelled.iri))

    @classmethod
    def of_optional(cls, labelled: descriptions.Labelled | None, language: Language) -> Self | None:
        """Show a term in a language, if there is one."""
        return None if labelled is None else cls.of(labelled, language)


class Quantity(BaseModel):
    """What a measure says; the number means nothing without its bound and unit."""

    model_config = _example(
        bound={"iri": "https://w3id.org/husk/ontology#minimum", "label": "at least"},
        number=77.5,
        unit={"iri": "https://w3id.org/husk/vocabulary/unit/percent", "label": "percent"},
        text="at least 77.5 percent",
    )

    bound: Term
    number: float
    unit: Term | None = None
    text: str

    @classmethod
    def of(cls, quantity: descriptions.Quantity, language: Language) -> Self:
        """Show a quantity in a language."""
        return cls(
            bound=Term.of(quantity.bound, language),
            number=float(quantity.number),
            unit=Term.of_optional(quantity.unit, language),
            text=quantity.text.get(language),
        )


class View(BaseModel):
    """Where a judgement stands on which claims, and how surely. The claims are not thereby true."""

    stance: Term
    claims: list[Term]
    certainty: Term | None = None

    @classmethod
    def of(cls, view: descriptions.View, language: Language) -> Self:
        """Show a view in a language."""
        return cls(
            stance=Term.of(view.stance, language),
            claims=[Term.of(claim, language) for claim in view.claims],
            certainty=Term.of_optional(view.certainty, language),
        )


class Thing(BaseModel):
    """A thing as it is named where others are told about it."""

    model_config = _example(
        iri="https://w3id.org/husk/id/demo/arena/cafe",
        id="demo/arena/cafe",
        label="Café",
        kind={"iri": "https://w3id.org/husk/ontology#Arena", "label": "arena"},
        statuses=[],
        href="/api/v1/entities/demo/arena/cafe",
    )

    iri: str
    id: str | None = Field(default=None, description="What follows `/id/` in the IRI of an entity.")
    label: str
    kind: Term | None = Field(default=None, description="The most specific class, in any modality.")
    statuses: list[Term] = Field(description="The modalities it is known in, if not known to have been.")
    quantity: Quantity | None = Field(default=None, description="The number of a Measure.")
    view: View | None = Field(default=None, description="The view of a Judgement.")
    href: str | None = Field(default=None, description="Where the thing itself is described.")

    @classmethod
    def of(cls, reference: descriptions.Reference, language: Language) -> Self:
        """Name a thing in a language."""
        return cls(**cls._naming(reference, language))

    @classmethod
    def _naming(cls, reference: descriptions.Reference, language: Language) -> dict[str, Any]:
        """Return the fields that name a thing."""
        quantity, view = reference.quantity, reference.view
        return {
            "iri": reference.iri,
            "id": reference.id,
            "label": reference.label.get(language),
            "kind": Term.of_optional(reference.kind, language),
            "statuses": [Term.of(status, language) for status in reference.statuses],
            "quantity": None if quantity is None else Quantity.of(quantity, language),
            "view": None if view is None else View.of(view, language),
            "href": None if reference.id is None else f"{ENTITIES}/{reference.id}",
        }


class Value(BaseModel):
    """A literal."""

    model_config = _example(
        text="Kafé", datatype="http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", language="nb"
    )

    text: str
    datatype: str
    language: str | None = None


class Passage(BaseModel):
    """A place in a source, with a summary in our own words."""

    iri: str
    source: Term | None = None
    section: Term | None = None
    section_number: str | None = None
    paragraph: int | None = Field(default=None, description="The block of text in the section, from 1.")
    sentence: int | None = Field(default=None, description="The sentence in the block, from 1.")
    inferred_pages: list[int] = Field(description="Pages it probably stands on; the source prints none.")
    summary: str | None = None

    @classmethod
    def of(cls, passage: descriptions.Passage, language: Language) -> Self:
        """Show a passage in a language."""
        section = passage.section
        return cls(
            iri=passage.iri,
            source=Term.of_optional(passage.source, language),
            section=None if section is None else Term.of(section, language),
            section_number=None if section is None else section.number,
            paragraph=passage.paragraph,
            sentence=passage.sentence,
            inferred_pages=list(passage.pages),
            summary=None if passage.summary is None else passage.summary.get(language),
        )


class Assertion(BaseModel):
    """Who says it, in which modality, and where it stands."""

    iri: str
    voice: Term = Field(description="Who holds it.")
    reported_by: Term | None = Field(default=None, description="Who tells us, when that is another.")
    modality: Term
    passages: list[Passage]
    reason: str | None = Field(default=None, description="Why the curator concludes it.")
    file: str | None = Field(default=None, description="Where it is authored, below the data folder.")

    @classmethod
    def of(cls, assertion: descriptions.Assertion, language: Language) -> Self:
        """Show an assertion in a language."""
        return cls(
            iri=assertion.iri,
            voice=Term.of(assertion.voice, language),
            reported_by=Term.of_optional(assertion.reported_by, language),
            modality=Term.of(assertion.modality, language),
            passages=[Passage.of(passage, language) for passage in assertion.passages],
            reason=None if assertion.reason is None else assertion.reason.get(language),
            file=assertion.file,
        )


class Participation(BaseModel):
    """How an actor took part."""

    iri: str
    role: Term
    period: Thing | None = None

    @classmethod
    def of(cls, part: descriptions.Participation, language: Language) -> Self:
        """Show how an actor took part in a language."""
        period = None if part.period is None else Thing.of(part.period, language)
        return cls(iri=part.iri, role=Term.of(part.role, language), period=period)

    @classmethod
    def of_optional(cls, part: descriptions.Participation | None, language: Language) -> Self | None:
        """Show how an actor took part in a language, if it did."""
        return None if part is None else cls.of(part, language)


class Relation(BaseModel):
    """One value of a property, which is either a thing or a literal, with all that it rests on."""

    thing: Thing | None = None
    literal: Value | None = None
    participation: Participation | None = Field(
        default=None, description="Role and period of one who took part."
    )
    assertions: list[Assertion]
    rules: list[str] = Field(description="The rules that infer it, where nobody states it as actual.")

    @classmethod
    def of(cls, relation: descriptions.Relation, language: Language) -> Self:
        """Show a relation in a language."""
        value = relation.value
        return cls(
            thing=Thing.of(value, language) if isinstance(value, descriptions.Reference) else None,
            literal=Value(text=value.text, datatype=value.datatype, language=value.language)
            if isinstance(value, descriptions.Value)
            else None,
            participation=Participation.of_optional(relation.participation, language),
            assertions=[Assertion.of(assertion, language) for assertion in relation.assertions],
            rules=list(relation.rules),
        )


class RelationGroup(BaseModel):
    """All relations of one property."""

    property: Term
    incoming: bool = Field(description="Whether the property points at the thing that is described.")
    relations: list[Relation]


class Entity(Thing):
    """Everything that is said of a thing, in every modality, with who says so and where."""

    model_config = _example(
        iri="https://w3id.org/husk/id/demo/arena/cafe",
        id="demo/arena/cafe",
        label="Café",
        kind={"iri": "https://w3id.org/husk/ontology#Arena", "label": "arena"},
        statuses=[],
        href="/api/v1/entities/demo/arena/cafe",
        description="A meeting place.",
        names=[],
        types=[],
        relations=[
            {
                "property": {"iri": "https://w3id.org/husk/ontology#usesMethod", "label": "uses method"},
                "incoming": False,
                "relations": [
                    {
                        "thing": {
                            "iri": "https://w3id.org/husk/id/demo/method/talk",
                            "id": "demo/method/talk",
                            "label": "talk",
                            "statuses": [],
                            "href": "/api/v1/entities/demo/method/talk",
                        },
                        "assertions": [
                            {
                                "iri": "https://w3id.org/husk/id/demo/assertion/1-p1-s1-a",
                                "voice": {
                                    "iri": "https://w3id.org/husk/id/demo/voice/author",
                                    "label": "the report's author",
                                },
                                "modality": {
                                    "iri": "https://w3id.org/husk/vocabulary/modality/actual",
                                    "label": "actual",
                                },
                                "passages": [],
                            }
                        ],
                        "rules": [],
                    }
                ],
            }
        ],
    )

    description: str | None = None
    names: list[Relation] = Field(description="Names and spellings, each with the assertions that use it.")
    types: list[Relation] = Field(description="Classes, the most specific first.")
    relations: list[RelationGroup]

    @classmethod
    def describing(cls, entity: descriptions.Entity, language: Language) -> Self:
        """Describe a thing in a language."""
        return cls(
            **cls._naming(entity.reference, language),
            description=None if entity.description is None else entity.description.get(language),
            names=[Relation.of(name, language) for name in entity.names],
            types=[Relation.of(type_, language) for type_ in entity.types],
            relations=[
                RelationGroup(
                    property=Term.of(group.property, language),
                    incoming=group.is_incoming,
                    relations=[Relation.of(relation, language) for relation in group.relations],
                )
                for group in entity.groups
            ],
        )


class ListPart(BaseModel):
    """A part of a list."""

    total: int = Field(description="How many there are in all parts together.")
    offset: int
    limit: int
    next: str | None = Field(default=None, description="Where the next part is.")
    previous: str | None = Field(default=None, description="Where the part before is.")


class EntityPage(ListPart):
    """A part of the list of things; follow `next` until there is none."""

    items: list[Thing]
