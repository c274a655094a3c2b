"""The book of these tests."""

import pytest
from orchard import Orchard


@pytest.fixture
def build(tmp_path):
    """The book in a folder of its own; each call builds it."""
    return Orchard(tmp_path)
