"""The book of these tests."""

import pytest
from ferry import Ferry


@pytest.fixture
def build(tmp_path):
    """The book in a folder of its own; each call builds it."""
    return Ferry(tmp_path)
