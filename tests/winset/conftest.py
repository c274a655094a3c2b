"""The book of these tests."""

import pytest
from picnic import Picnic


@pytest.fixture
def build(tmp_path):
    """The book in a folder of its own; each call builds it."""
    return Picnic(tmp_path)
