"""What a user of the vault is to the regulation. The screen takes the Japanese name from the regulation pack."""

from enum import Enum


class Role(Enum):
    """What a user is, one thing or more; the keys a user holds follow from it (rights are keys). In the order they are named."""

    OFFICER = "officer"  # 特定個人情報等責任者: manages everything, may open numbers
    HANDLER = "handler"  # 事務取扱担当者: opens numbers for the affairs assigned
    RECEIVER = "receiver"  # 受領のみの担当者: hands numbers in, never reads one
    AUDITOR = "auditor"  # 監査担当: reads records, never a number
    SYSTEM_KEEPER = "system_keeper"  # システム管理者: backups and settings, never a number


READS_NUMBERS = frozenset({Role.OFFICER, Role.HANDLER})
"""The roles to whom the private half of the number key is sealed."""

SEES_STAFF = frozenset({Role.OFFICER, Role.HANDLER, Role.RECEIVER, Role.AUDITOR})
"""Everybody but the system keeper, who is kept from staff data: by the program, not by a key."""

READS_RECORDS = frozenset({Role.OFFICER, Role.HANDLER, Role.AUDITOR})
"""Who reads the handling log and consents, where names stand in every line."""
