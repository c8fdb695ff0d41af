"""Verify a signed export of the handling log with Python alone: no vault, no key of the vault, no library.

    python verify_log.py 取扱記録簿.jsonl --card --anchor 1234:CODEOFAPRINTEDPAGE

Each ``--card`` asks for a card, typed unseen: in the command itself it would stay in the shell's history, where programs read it.
Prints whether the log holds, or the first bad entry and why; exit code 0 or 1 (2: the file or the command is not readable).
An empty, unsealed or cut export is a failure. What is checked and what that proves: docs/verify-log-by-hand.md.

Ed25519 follows RFC 8032, section 5.1.7; ``--self-test`` runs one of its vectors.
"""

import argparse
import hashlib
import hmac
import json
import sys
from base64 import b32decode, b32encode
from datetime import date, datetime, timedelta
from functools import lru_cache, reduce
from getpass import getpass
from itertools import accumulate
from pathlib import Path

FORMAT = "ashibue-desk log export 1"
CLOCK_TOLERANCE = 120  # seconds
UNSIGNED_CLASS = "collection"  # every other act carries a signature of its own
ALWAYS_SIGNED = {"opening", "session", "signers", "confirms"}
TRUSTED_OPENINGS = {"begin", "card"}
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
WHY = {
    "nothing": "封印された記録が一つもありません。",
    "order": "番号が続いていません。記録が抜かれたか、差し込まれたか、並べ替えられています。",
    "unsealed": "封印のない記録があり、その理由も記録されていません。",
    "opening": "封印のはじまりが、その前の記録につながっていません。",
    "foreign": "別の保管庫か、別の期の記録です。",
    "altered": "内容が書き換えられています。",
    "seal": "封印が、その位置の鍵のものではありません。あとから封じ直されています。",
    "session": "ほかの人が開いていた間に書き込まれています。",
    "clock": "時刻がさかのぼっています。",
    "quiet": "記録のない日があり、その理由も記録されていません。",
    "unsigned": "署名がありません。",
    "signature": "署名が、名前の人のものではありません。",
    "anchor": "紙や別の場所の控えと違います。",
    "tail": "控えにある記録がありません。末尾が切られています。",
    "wrong-card": "検証カードが、この記録簿のものではありません。",
    "no-card": "いちばん新しい期の検証カードが示されていません。",
    "unconfirmed": "責任者が認めていないはじまり、または鍵の変更です。",
    "cut": "書き出したファイルが途中で切れているか、書き換えられています。",
    "clock-back": "PCの時計が戻されました。その前後の記録の日時を確かめてください。",
    "opened": "封印の新しい期がはじまりました。",
    "keys-changed": "利用者か、署名の鍵が変わりました。",
    "by-chain-only": "この期はカードが示されていないため、署名とつながりだけを確かめました。",
}
CARDS = "この保管庫の検証カードを、古いものも最新のものも確かめてください。"
AGAIN = "書き出しをもう一度受け取り、途中で切れていないかを確かめてください。"
NEXT = {"cut": AGAIN, "wrong-card": CARDS, "no-card": CARDS}
REPORT = "保管庫と書き出しをそのまま残し、責任者に知らせてください。"


class Bad(Exception):
    """The first bad entry (0: the file as a whole) and why."""

    def __init__(self, seq, why):
        super().__init__(f"{seq}: {why}")
        self.seq, self.why = seq, why


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
BASE = (4 * pow(5, -1, P) % P).to_bytes(32, "little")


def add(one, two):
    """Add two points in extended coordinates."""
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % P, (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


@lru_cache(maxsize=64)
def multiples(point):
    """Return 0 to 15 times a point, then the same of 16 times it, and so on up to 2**256: made once for each key."""
    rows = []
    while len(rows) < 64:
        rows.append(list(accumulate([point] * 15, add, initial=(0, 1, 1, 0))))
        point = add(rows[-1][-1], point)
    return rows


def times(scalar, point):
    """Multiply a point: the sum of one multiple for each four bits."""
    bits = (scalar >> 4 * place & 15 for place in range(64))
    return reduce(add, (row[four] for row, four in zip(multiples(point), bits, strict=True)))


@lru_cache(maxsize=64)
def decompress(data):
    """Return the point of 32 bytes, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


@lru_cache(maxsize=65536)
def signature_is_right(public, signature, message):
    """Whether an Ed25519 signature is right."""
    key, s = decompress(public) if len(public) == 32 else None, int.from_bytes(signature[32:], "little")
    if key is None or len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    x, y, z, _ = add(times(s, decompress(BASE)), times(h, (P - key[0], key[1], 1, P - key[3])))
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little") == signature[:32]


def canonical(value):
    """Return JSON in which every value has exactly one text."""
    return ENCODER.encode(value).encode("utf-8", "surrogatepass")


def sha(tag, data):
    """Return SHA-256 of a tag and data."""
    return hashlib.sha256(tag + data).digest()


def check_characters(text, length):
    """Return the check characters of a card or a code."""
    return b32encode(hashlib.sha256(f"ashibue log {text}".encode()).digest())[:length].decode()


def read_card(typed):
    """Return the 32 bytes of a card; raise ValueError for a mistyped one."""
    text = "".join(typed.upper().replace("-", "").split())
    if len(text) != 56 or text[52:] != check_characters(f"card {text[:52]}", 4):
        raise ValueError("検証カードの文字が正しくありません。56文字をもう一度確かめてください。")
    return b32decode(text[:52] + "====")


def footer_code(digest):
    """Return the code under a printed page."""
    code = b32encode(digest)[:20].decode()
    return code + check_characters(f"footer {code}", 2)


class Log:
    """Takes the entries in order; ``end`` judges the whole."""

    def __init__(self, cards=(), anchors=None):
        """Begin with the officer's cards (bytes) and what is kept elsewhere: seq → hash in hex or footer code."""
        self.cards = {sha(b"ashibue log card 1\0", card).hex(): card for card in cards}
        self.anchors = anchors or {}
        self.seq = self.sealed_seq = self.epoch = self.opened_at = self.tick = self.signatures = 0
        self.head, self.key, self.card, self.used = bytes(32), None, None, set()
        self.vault = self.session = self.actor = self.at = self.local_at = ""
        self.signers, self.unsealed, self.pending, self.notices = {}, [], {}, []

    def take(self, record):
        """Judge one entry; raise Bad."""
        entry = record["entry"]
        self.seq += 1
        if entry["seq"] != self.seq:
            raise Bad(self.seq, "order")
        if not record.get("hash"):
            self.unsealed.append(entry)
            return
        try:
            self.judge(entry, record)
        except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
            raise Bad(self.seq, "altered") from None

    def judge(self, entry, record):
        """Judge a sealed entry."""
        extra = json.loads(entry["extra"]) if entry["extra"] else {}
        if not isinstance(extra, dict):
            raise Bad(self.seq, "altered")
        if "opening" in extra:
            self.open(extra["opening"])
        elif self.unsealed:
            raise Bad(self.unsealed[0]["seq"], "unsealed")
        if not self.epoch or entry["epoch"] != self.epoch or entry["vault"] != self.vault:
            raise Bad(self.seq, "foreign")
        digest = sha(b"ashibue log entry 1\0", self.head + canonical(entry))
        if digest.hex() != record["hash"]:
            raise Bad(self.seq, "altered")
        if self.key:
            if hmac.digest(self.key, digest, "sha256").hex() != record["mac"]:
                raise Bad(self.seq, "seal")
            self.key = sha(b"ashibue log key evolves 1\0", self.key)
        self.judge_session(entry, extra)
        self.judge_clock(entry, extra)
        if entry["log_class"] != UNSIGNED_CLASS or ALWAYS_SIGNED & set(extra):
            self.judge_signature(entry, extra, digest, record.get("signature") or "")
        self.head, self.sealed_seq = digest, self.seq
        if self.seq in self.anchors and self.anchors[self.seq] not in (digest.hex(), footer_code(digest)):
            raise Bad(self.seq, "anchor")

    def open(self, opening):
        """Begin an epoch."""
        previous = {"seq": self.sealed_seq, "hash": self.head.hex()}
        if opening["previous"] != previous or opening["epoch"] != self.epoch + 1:
            raise Bad(self.seq, "opening")
        if self.unsealed:
            ends = {"from": self.unsealed[0]["seq"], "to": self.unsealed[-1]["seq"]}
            told = {"digest": sha(b"ashibue log before sealing 1\0", canonical(self.unsealed)).hex(), **ends}
            if opening.get("unsealed") != told:
                raise Bad(self.unsealed[0]["seq"], "unsealed")
        if self.epoch and self.card is None:
            self.notices.append((self.opened_at, "by-chain-only"))
        self.unsealed, self.opened_at = [], self.seq
        self.vault, self.epoch = opening["vault"], opening["epoch"]
        self.card = opening["card"] if opening["card"] in self.cards else None
        self.key = self.cards.get(opening["card"])
        self.used |= {self.card} - {None}
        self.notices.append((self.seq, "opened"))

    def judge_session(self, entry, extra):
        """See that nobody writes into somebody else's session, and that no day is missing."""
        if "session" not in extra:
            if (entry["session"], entry["actor_id"]) != (self.session, self.actor):
                raise Bad(self.seq, "session")
            return
        if entry["session"] == self.session:
            raise Bad(self.seq, "session")
        if self.local_at:
            first = date.fromisoformat(self.local_at[:10]) + timedelta(days=1)
            last = date.fromisoformat(entry["local_at"][:10]) - timedelta(days=1)
            if extra.get("quiet") != ([first.isoformat(), last.isoformat()] if first <= last else None):
                raise Bad(self.seq, "quiet")
        self.session, self.actor, self.tick = entry["session"], entry["actor_id"], entry["tick"]

    def judge_clock(self, entry, extra):
        """See that time does not run backwards unless the program said so."""
        if entry["tick"] < self.tick:
            raise Bad(self.seq, "clock")
        if self.at and entry["at"] < self.at:
            back = datetime.fromisoformat(self.at) - datetime.fromisoformat(entry["at"])
            if back.total_seconds() > CLOCK_TOLERANCE:
                if not extra.get("clock_back"):
                    raise Bad(self.seq, "clock")
                self.notices.append((self.seq, "clock-back"))
        self.tick, self.at, self.local_at = entry["tick"], entry["at"], entry["local_at"]

    def judge_signature(self, entry, extra, digest, signature):
        """See that the entry was signed by the one it names, with a key somebody entitled stands for."""
        if not signature:
            raise Bad(self.seq, "unsigned")
        actor, stands = entry["actor_id"], True
        old, before = self.signers, self.signers.get(actor)
        self.signers = {one[0]: list(one) for one in extra["signers"]} if "signers" in extra else old
        signer = self.signers.get(actor)
        if self.signers != old:
            known = signer if not old else before if before and signer and before[3] == signer[3] else None
            stands = known is not None and "officer" in known[2].split(",")
            self.notices += [(self.seq, "keys-changed")] if old else []
        if extra.get("own_key"):  # the actor's key before signs for the next one, and nothing else changes
            if before is None or self.signers != {**old, actor: [*before[:3], signer[3]]}:
                raise Bad(self.seq, "signature")
            signer, stands = before, True
        key = bytes.fromhex(signer[3]) if signer else b""
        if not signature_is_right(key, bytes.fromhex(signature), b"ashibue log signature 1\0" + digest):
            raise Bad(self.seq, "signature")
        self.signatures += 1
        if "opening" in extra and not (
            "officer" in signer[2].split(",") and extra["opening"]["reason"] in TRUSTED_OPENINGS
        ):
            stands = False
        if not stands:
            self.pending[self.seq] = digest
        for seq, tag in extra.get("confirms", ()):
            self.confirm(seq, tag)

    def confirm(self, seq, tag):
        """Take the word of a card's holder for an entry."""
        for card in self.cards.values():
            own = hmac.digest(card, b"ashibue log confirmation 1", "sha256")
            if hmac.digest(own, self.pending.get(seq, b""), "sha256").hex() == tag:
                self.pending.pop(seq, None)

    def end(self):
        """Judge the whole; raise Bad."""
        if self.unsealed:
            raise Bad(self.unsealed[0]["seq"], "unsealed")
        if not self.sealed_seq:
            raise Bad(0, "nothing")
        if any(seq > self.sealed_seq for seq in self.anchors):
            raise Bad(self.sealed_seq + 1, "tail")
        if set(self.cards) - self.used:
            raise Bad(0, "wrong-card")
        if self.cards and self.card is None:
            raise Bad(self.opened_at, "no-card")
        if self.cards and self.pending:
            raise Bad(min(self.pending), "unconfirmed")


def verify(lines, cards=(), anchors=None):
    """Verify the lines (bytes) of an export; return the Log, or raise Bad."""
    log, whole, ended, digest = Log(cards, anchors), hashlib.sha256(), None, ""
    for number, line in enumerate(lines):
        record = parsed(line, log.seq + 1)
        kind = record["kind"]
        if ended is not None or (kind == "header") != (number == 0):
            raise Bad(log.seq + 1, "cut")
        if kind == "entry":
            log.take(record)
        elif kind == "end":
            ended, digest = record, whole.hexdigest()
        whole.update(line)
    if ended is None:
        raise Bad(log.seq + 1, "cut")
    log.end()
    judge_end(log, ended, digest)
    return log


def parsed(line, seq):
    """Return one line of the export; raise Bad for anything that no export has."""
    try:
        record = json.loads(line)
        known = record["kind"] in ("entry", "end") or (record["kind"], record["format"]) == ("header", FORMAT)
        if known and (record["kind"] != "entry" or isinstance(record["entry"]["seq"], int)):
            return record
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise Bad(seq, "cut")


def judge_end(log, ended, digest):
    """See that the last line speaks of what stands above it, and was signed by somebody the log knows."""
    told = {"count": log.seq, "digest": digest, "head": log.head.hex()}
    signer = log.signers.get(ended.get("signer"))
    try:
        signature = bytes.fromhex(ended["signature"])
    except (KeyError, ValueError, TypeError):
        signature = b""
    message = b"ashibue log export 1\0" + bytes.fromhex(digest)
    as_told = signer is not None and {name: ended.get(name) for name in told} == told
    if not as_told or not signature_is_right(bytes.fromhex(signer[3]), signature, message):
        raise Bad(log.seq + 1, "cut")


VECTOR = bytes.fromhex(
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c72"
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def self_test():
    """Run test 2 of RFC 8032, section 7.1 (key, message, signature), also with another message."""
    key, text, sign = VECTOR[:32], VECTOR[32:33], VECTOR[33:]
    return signature_is_right(key, sign, text) and not signature_is_right(key, sign, text + b"\0")


def main(arguments=None):
    """Read the command, verify, and say what was found."""
    parser = argparse.ArgumentParser(description="取扱記録簿の書き出しを検証します。")
    parser.add_argument("export", nargs="?", type=Path, help="書き出したファイル(.jsonl)")
    asked = "検証カード(1枚に1つ)。文字は、あとから画面に見せずに入力します"
    parser.add_argument("--card", action="append", nargs="?", const="", default=[], help=asked)
    parser.add_argument("--anchor", action="append", default=[], help="印刷したページの控え。番号:コード")
    parser.add_argument("--self-test", action="store_true", help="署名の計算を公表された例で確かめます")
    told = parser.parse_args(arguments)
    says = ("この検証プログラムの計算が正しくありません。", "計算は、公表された例と一致しました。")
    is_right = self_test()
    if told.self_test or not is_right:
        print(says[is_right])
        return 0 if is_right else 2
    if told.export is None:
        parser.error("書き出したファイルを指定してください。")
    try:
        cards = [read_card(text or getpass("検証カードの文字(画面には出ません): ")) for text in told.card]
        pairs = (text.split(":", 1) for text in told.anchor)
        anchors = {int(seq): "".join(code.split()).upper() if len(code) < 64 else code for seq, code in pairs}
        with told.export.open("rb") as file:
            log = verify(file, cards, anchors)
    except (OSError, ValueError, EOFError) as error:
        print(f"読めません: {'ファイルが開けません。' if isinstance(error, OSError) else error}")
        return 2
    except Bad as bad:
        place = f"{bad.seq}番の記録" if bad.seq else "全体"
        print(f"✗ {place}: {WHY[bad.why]}({bad.why})\n  {NEXT.get(bad.why, REPORT)}")
        return 1
    said = "封印・署名・つながり" if cards else "署名・つながり(検証カードがないため、封印は確かめていません)"
    print(f"○ 1番から{log.sealed_seq}番まで、{said}に問題はありません。署名 {log.signatures}件")
    for seq, notice in sorted([*log.notices, *((seq, "unconfirmed") for seq in log.pending)]):
        print(f"  {seq}番: {WHY[notice]}({notice})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
