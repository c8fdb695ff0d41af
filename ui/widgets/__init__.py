"""The parts pages are made of. Start with ``page.py`` and ``docs/pages.md``."""
