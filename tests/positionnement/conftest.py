"""Un dépôt en mémoire."""

from __future__ import annotations

import pytest
from regard_d_essai import Memoire


@pytest.fixture
def depot() -> Memoire:
    return Memoire()
