"""Who holds the key of a compartment: only what was sealed to them, for this vault and edition, and fits the public half."""

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from ashibue_desk.storage.key_material import new_agreement_key, public_bytes
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.use_cases.desk import Desk
from tests.helpers.desks import Scene

AT = "2026-06-15T01:00:00+00:00"


def grant(
    desk: Desk, key: NumberKey, user_id: str, agreement: EllipticCurvePrivateKey, vault_id: str
) -> None:
    with desk.vault.transaction():
        desk.vault.file_keys.grant(key, user_id, public_bytes(agreement), vault_id, at=AT, by="somebody")


def compartment(desk: Desk, scene: Scene) -> tuple[NumberKey, str, EllipticCurvePrivateKey]:
    """Return the key of a compartment, and a user to whom it is now sealed under a new agreement key."""
    key = next(iter(desk.file_keys.values()))
    user_id, agreement = scene.users["handler"].user_id, new_agreement_key()
    grant(desk, key, user_id, agreement, scene.vault_id)
    return key, user_id, agreement


def test_what_was_granted_opens_for_its_holder_alone(desk: Desk, scene: Scene) -> None:
    key, user_id, agreement = compartment(desk, scene)
    book = desk.vault.file_keys
    assert key.file_id in book.open_for(user_id, agreement, scene.vault_id)
    assert not book.open_for(user_id, new_agreement_key(), scene.vault_id)
    assert not book.open_for(user_id, agreement, "another vault")


def test_a_key_that_is_not_the_one_of_the_compartment_opens_nothing(desk: Desk, scene: Scene) -> None:
    """Somebody with the public half of a user can seal a key of their own to them."""
    key, user_id, agreement = compartment(desk, scene)
    for false in (
        NumberKey(new_agreement_key(), key.file_id, key.edition),
        NumberKey(key.private, key.file_id, key.edition + 1),
    ):
        grant(desk, false, user_id, agreement, scene.vault_id)
        assert key.file_id not in desk.vault.file_keys.open_for(user_id, agreement, scene.vault_id)
