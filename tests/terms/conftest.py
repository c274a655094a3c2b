"""The book of these tests."""

import pytest
from beehive import Beehive


@pytest.fixture
def build(tmp_path):
    """The book in a folder of its own; each call builds it."""
    return Beehive(tmp_path)
