"""Whoever is new to the office in these tests."""

NEWCOMER = "渡鳥 そよか"
