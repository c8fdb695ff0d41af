"""A keychain in memory, behind the program's own keychain class: errors of a backend become situations as they would at an office."""

from dataclasses import dataclass, field

from ashibue_desk.machine.keychain import SystemKeychain


@dataclass
class MemoryBackend:
    """What ``keyring`` would be. ``error`` is raised at every call while it is set; ``items`` may be taken away or altered."""

    items: dict[tuple[str, str], str] = field(default_factory=dict)
    error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        """Return the stored text or ``None``."""
        self._fail_if_told()
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store or replace the text."""
        self._fail_if_told()
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Remove the text."""
        self._fail_if_told()
        del self.items[service, username]

    def _fail_if_told(self) -> None:
        if self.error is not None:
            raise self.error


def keychain_over(backend: MemoryBackend) -> SystemKeychain:
    """Return the program's keychain over ``backend``."""
    return SystemKeychain(backend)
