"""A fixture that builds tiny books."""

import pytest
from picnic import builder_in


@pytest.fixture
def build(tmp_path):
    """Build a book in a folder of its own."""
    return builder_in(tmp_path)
