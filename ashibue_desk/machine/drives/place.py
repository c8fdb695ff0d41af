"""The verdict on one folder as a place for backups, and its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Verdict(Enum):
    """What lies below a folder. Of several devices in one volume the verdict named first here counts."""

    USB = "usb"
    SD = "sd"  # SD cards, memory sticks
    EXTERNAL = "external"  # IEEE 1394, Thunderbolt, PC card, another medium that can be taken out
    PHONE = "phone"  # MTP, a camera or a telephone
    SYNC_FOLDER = "sync_folder"  # a folder that a cloud service copies out
    NETWORK = "network"
    MEMORY = "memory"  # gone when the computer is switched off
    UNKNOWN = "unknown"
    OPTICAL = "optical"
    FIXED = "fixed"


_ALLOWED: Final = frozenset({Verdict.FIXED, Verdict.OPTICAL})
_ORDER: Final = tuple(Verdict)
_SENTENCES: Final = {
    Verdict.FIXED: "パソコンの内蔵ディスク（{label}）なので、保存先に使えます。",
    Verdict.OPTICAL: "光学ディスク（{label}）なので、保存先に使えます。",
    Verdict.USB: "USBでつながった機器（{label}）は、紛失や持出しのおそれがあるため保存先に使えません。",
    Verdict.SD: "メモリーカード（{label}）は、紛失や持出しのおそれがあるため保存先に使えません。",
    Verdict.EXTERNAL: "取り外せる機器（{label}）は、紛失や持出しのおそれがあるため保存先に使えません。",
    Verdict.PHONE: "スマートフォンやカメラ（{label}）は保存先に使えません。",
    Verdict.SYNC_FOLDER: "「{label}」がインターネット上に写しを作るフォルダーなので、保存先に使えません。",
    Verdict.NETWORK: "ネットワークの先にあるフォルダー（{label}）は、ほかの人が読めるおそれがあるため保存先に使えません。",
    Verdict.MEMORY: "メモリー上の一時的なディスク（{label}）は、電源を切ると消えるため保存先に使えません。",
    Verdict.UNKNOWN: "どのような機器か判定できないところ（{label}）なので、保存先に使えません。",
}
_MEMORY_ALLOWED: Final = (
    "メモリー上の一時的なディスク（{label}）です。電源を切ると消えるので、試用の間だけ使えます。"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at the devices found. ``identity`` changes when another device takes the place of this one."""

    verdict: Verdict
    label: str
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder judged: whether a backup may go there, a Japanese sentence that says why, and which device it is."""

    verdict: Verdict
    allowed: bool
    sentence: str
    device_label: str
    identity: str = ""


def worst(findings: Iterable[Finding]) -> Finding:
    """Return the finding that decides over several devices: a refusal before a permission, UNKNOWN when there are none."""
    known = sorted(findings, key=lambda finding: _ORDER.index(finding.verdict))
    if not known:
        return Finding(Verdict.UNKNOWN, "不明な機器")
    identity = "+".join(sorted({finding.identity for finding in known}))
    return Finding(known[0].verdict, known[0].label, identity)


def place_of(finding: Finding, *, memory_disk_allowed: bool = False) -> Place:
    """Return ``finding`` as a judged place. Only a demonstration or a trial allows the memory disk."""
    on_trial = memory_disk_allowed and finding.verdict is Verdict.MEMORY
    sentence = _MEMORY_ALLOWED if on_trial else _SENTENCES[finding.verdict]
    return Place(
        verdict=finding.verdict,
        allowed=on_trial or finding.verdict in _ALLOWED,
        sentence=sentence.format(label=finding.label),
        device_label=finding.label,
        identity=finding.identity,
    )
