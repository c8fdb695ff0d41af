"""The fixtures of a ready office."""

from tests.helpers.desks import desk, empty_scene, remembered_passwords, scene, surroundings

__all__ = ["desk", "empty_scene", "remembered_passwords", "scene", "surroundings"]
