"""A sealed number opens with its own key, for its own person, kind, row and vault, and not after any change."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.storage.key_material import (
    agreement_private,
    agreement_public,
    derive,
    new_agreement_key,
    private_bytes,
)
from ashibue_desk.storage.number_key import NumberKey
from ashibue_desk.storage.recovery_identity import RecoveryIdentity, seal_to_sheet
from ashibue_desk.storage.sealing import NotSealedForThis, bound_to, seal, unseal
from ashibue_desk.storage.sheet_keys import key_from_sheet, key_to_sheet
from tests.helpers.sample_numbers import valid_number

KEY = new_agreement_key()
BINDING = ("person", "kind", "row", "vault")


@given(st.binary(max_size=400), st.lists(st.text(max_size=20), max_size=5))
def test_what_was_sealed_opens(plain: bytes, parts: list[str]) -> None:
    assert unseal(seal(plain, KEY.public_key(), bound_to(*parts)), KEY, bound_to(*parts)) == plain


@pytest.mark.parametrize("changed", range(len(BINDING)))
def test_another_binding_does_not_open(changed: int) -> None:
    sealed = seal(b"plain", KEY.public_key(), bound_to(*BINDING))
    other = [part + "x" if place == changed else part for place, part in enumerate(BINDING)]
    with pytest.raises(NotSealedForThis):
        unseal(sealed, KEY, bound_to(*other))


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_two_bindings_are_the_same_only_for_the_same_parts(one: list[str], other: list[str]) -> None:
    assert (bound_to(*one) == bound_to(*other)) == (one == other)


def test_the_ends_of_two_parts_do_not_run_together() -> None:
    assert bound_to("ab", "c") != bound_to("a", "bc")


def test_another_key_does_not_open() -> None:
    sealed = seal(b"plain", KEY.public_key(), b"")
    with pytest.raises(NotSealedForThis):
        unseal(sealed, new_agreement_key(), b"")


def test_every_flipped_byte_is_noticed() -> None:
    sealed = seal(b"twelve digits", KEY.public_key(), b"")
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1 << place % 8
        with pytest.raises(NotSealedForThis):
            unseal(bytes(altered), KEY, b"")


def test_every_cut_is_noticed() -> None:
    sealed = seal(b"twelve digits", KEY.public_key(), b"")
    for length in range(len(sealed)):
        with pytest.raises(NotSealedForThis):
            unseal(sealed[:length], KEY, b"")


def test_the_same_number_is_never_sealed_to_the_same_bytes() -> None:
    sealed = {seal(b"same", KEY.public_key(), b"same") for _ in range(50)}
    assert len(sealed) == 50


def test_one_secret_gives_unrelated_keys_for_each_purpose_and_vault() -> None:
    secret = bytes(32)
    made = {derive(secret, purpose, vault) for purpose in ("database", "key slots") for vault in ("a", "b")}
    assert len(made) == 4


def test_the_duplicate_index_depends_on_key_and_compartment() -> None:
    number, other = valid_number(1), valid_number(2)
    index = NumberKey(KEY, "vault").duplicate_index(number)
    assert index == NumberKey(agreement_private(private_bytes(KEY)), "vault").duplicate_index(number)
    assert index != NumberKey(KEY, "vault").duplicate_index(other)
    assert index != NumberKey(KEY, "another").duplicate_index(number)
    assert index != NumberKey(new_agreement_key(), "vault").duplicate_index(number)


def test_a_key_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="P-256"):
        agreement_private(private_bytes(Ed25519PrivateKey.generate()))


def test_a_public_half_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="P-256"):
        agreement_public(
            Ed25519PrivateKey.generate()
            .public_key()
            .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        )


@pytest.mark.parametrize(("file_id", "edition"), [("vault", 2), ("another", 1)])
def test_the_sheet_opens_the_key_of_the_compartment_and_edition_it_was_sealed_for(
    file_id: str, edition: int
) -> None:
    sheet = RecoveryIdentity.new(2026)
    sealed = key_to_sheet(NumberKey(KEY, "vault", 1), sheet.public)
    assert private_bytes(key_from_sheet(sealed, "vault", 1, sheet.text).private) == private_bytes(KEY)
    with pytest.raises(NotSealedForThis):
        key_from_sheet(sealed, file_id, edition, sheet.text)


@pytest.mark.parametrize(
    "plain", [b"", b"[]", b"{}", b'{"file": "vault", "edition": 1, "key": "AAAA"}', b"[" * 100_000]
)
def test_something_else_sealed_to_the_sheet_is_no_key(plain: bytes) -> None:
    """Anybody can seal to the public half of the sheet."""
    sheet = RecoveryIdentity.new(2026)
    with pytest.raises(NotSealedForThis):
        key_from_sheet(seal_to_sheet(plain, sheet.public), "vault", 1, sheet.text)


def test_no_key_shows_itself() -> None:
    key = NumberKey(KEY, "vault")
    assert private_bytes(KEY).hex() not in repr(key)
    assert "private" not in repr(key)
