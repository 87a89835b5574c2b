"""Une séance à mener."""

import pytest
from meneur import Mener


@pytest.fixture
def seance():
    return Mener()
