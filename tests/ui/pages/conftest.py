"""What every test of a page is given."""

from tests.ui.pages.showing import opened

__all__ = ["opened"]
