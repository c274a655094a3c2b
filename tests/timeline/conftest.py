"""The book of these tests."""

import pytest
from lighthouse import Lighthouse


@pytest.fixture
def build(tmp_path):
    """The book in a folder of its own; each call builds it."""
    return Lighthouse(tmp_path)
