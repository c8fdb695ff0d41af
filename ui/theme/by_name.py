"""Enumeration properties of Qt set by the name of their value, as a ``.ui`` file does."""

from PySide6.QtCore import QObject


def set_by_name(target: QObject, name: str, value: str) -> None:
    """Set ``target``'s property ``name`` to the value called ``value``, several joined by ``|``.

    The unlock screen does without ``PySide6.QtCore.Qt``: that one name makes two thousand enumeration members, 40 ms of the
    150 until the screen is seen. Its modules reach it as ``QtCore.Qt``, which costs nothing until it is asked for.

    Raises:
        ValueError: the object has no such property, or the property no such value.
    """
    if not target.setProperty(name, value):
        raise ValueError(f"{name} of {type(target).__name__} cannot be {value}")
