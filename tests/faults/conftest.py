"""The fixtures of a ready office, and of a small disk."""

from tests.faults.small_machine import disk
from tests.helpers.desks import desk, empty_scene, remembered_passwords, scene, surroundings

__all__ = ["desk", "disk", "empty_scene", "remembered_passwords", "scene", "surroundings"]
