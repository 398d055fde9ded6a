"""The requests of jobs, and what jobs emit: values that nothing can change while a job runs."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

import pytest

from reader.library import events, requests
from reader.library.requests import ImageRequest

VALUES = [*get_args(requests.Request), ImageRequest, *get_args(events.Event)]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_frozen(value: Any) -> None:
    parameters = vars(value)["__dataclass_params__"]
    assert parameters.frozen
    assert set(vars(value)["__slots__"]) == {field.name for field in fields(value)}


def test_every_request_belongs_to_a_job() -> None:
    named = {
        value
        for name, value in vars(requests).items()
        if name.endswith("Request") and isinstance(value, type)
    }
    assert named == {*get_args(requests.Request), ImageRequest}
