"""Why the vault was locked: said on the unlock screen, so that nobody has to guess, and written into the log."""

from typing import Final

KEY: Final = "key"
IDLE: Final = "idle"
SESSION: Final = "session"
SLEEP: Final = "sleep"
RENEWED: Final = "renewed"
QUIT: Final = "quit"
_SENTENCES: Final = {
    KEY: "ロックしました。",
    IDLE: "{minutes}分間操作がなかったのでロックしました。",
    SESSION: "画面がロックされたので、保管庫もロックしました。",
    SLEEP: "PCがスリープしたので、保管庫もロックしました。",
    QUIT: "プログラムを終えました。",
    RENEWED: "設定を新しくするため、いったん閉じました。もう一度開いてください。",
}
_DRAFT: Final = "入力の途中だったものは、保管庫の中に残してあります。"
_LOST: Final = "入力の途中だったものは、残せませんでした。"


def coded(reason: str, *, minutes: int = 0, draft: str = "") -> str:
    """Return a reason as it is handed to the fresh process: ``idle:10``; ``draft`` is ``kept``, ``lost`` or nothing."""
    return ":".join((reason, str(minutes), draft))


def sentence(code: str) -> str:
    """Return the sentence for a reason handed over; an unknown one says nothing."""
    reason, _, rest = code.partition(":")
    minutes, _, draft = rest.partition(":")
    pattern = _SENTENCES.get(reason)
    if pattern is None:
        return ""
    told = pattern.format(minutes=minutes if minutes.isdigit() else "")
    return told + {"kept": _DRAFT, "lost": _LOST}.get(draft, "")
