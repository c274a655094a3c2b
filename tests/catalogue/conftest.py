"""The book of these tests."""

import pytest
from harbour import Harbour


@pytest.fixture
def build(tmp_path):
    """The book in a folder of its own; each call builds it."""
    return Harbour(tmp_path)
