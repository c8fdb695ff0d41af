"""The fixtures of a ready office, and a backup of it."""

from tests.helpers.desks import desk, empty_scene, remembered_passwords, scene, surroundings
from tests.storage.backups import backup

__all__ = ["backup", "desk", "empty_scene", "remembered_passwords", "scene", "surroundings"]
