"""A PDF under a password: AES-256 (security handler revision 6), made in memory from the bytes of another.

reportlab's own encryption is older and weaker, so pikepdf (qpdf) writes the file anew. No temporary file is made.
"""

import io
import secrets
from collections.abc import Sequence


def lock_pdf(pdf: bytes, password: str) -> bytes:
    """Return ``pdf`` under ``password``, its properties encrypted too.

    The owner's password, with which restrictions could be lifted, is drawn at random and kept by nobody. The bytes differ
    at every call. Raises ``ValueError`` for an empty password, which would open the file to everybody.
    """
    import pikepdf

    if not password:
        raise ValueError("a locked file has a password")
    locked = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as opened:
        opened.save(
            locked,
            encryption=pikepdf.Encryption(
                owner=secrets.token_hex(24), user=password, R=6, aes=True, metadata=True
            ),
        )
    return locked.getvalue()


def join_pdfs(parts: Sequence[bytes]) -> bytes:
    """Return one PDF with the pages of all ``parts`` in their order; its properties are those of the first.

    The same parts give the same bytes. Raises ``ValueError`` for none.
    """
    if not parts:
        raise ValueError("nothing to join")
    if len(parts) == 1:
        return parts[0]
    import pikepdf

    joined = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(parts[0])) as first:
        for part in parts[1:]:
            with pikepdf.Pdf.open(io.BytesIO(part)) as more:
                first.pages.extend(more.pages)
        first.save(joined, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return joined.getvalue()
