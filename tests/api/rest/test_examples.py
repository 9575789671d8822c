"""The examples that models are shown by are values that the models take."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from pydantic import BaseModel

import api.rest


def examples() -> Iterator[Any]:
    """Yield each example of a model of the REST interface."""
    for found in pkgutil.iter_modules(api.rest.__path__):
        module = import_module(f"api.rest.{found.name}")
        for name, model in vars(module).items():
            if (
                isinstance(model, type)
                and issubclass(model, BaseModel)
                and model.__module__ == module.__name__
            ):
                extra: Any = model.model_config.get("json_schema_extra") or {}
                for example in extra.get("examples", ()):
                    yield pytest.param(model, example, id=f"{found.name}.{name}")


@pytest.mark.parametrize(("model", "example"), tuple(examples()))
def test_an_example_is_what_its_model_takes(model: type[BaseModel], example: Any) -> None:
    assert model.model_validate(example).model_dump(exclude_unset=True, mode="json") == example
