"""The archive inside a backup: it comes out as it went in; one that is cut is not whole, one that lies about its sizes is refused."""

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashibue_desk.storage.situations import BackupDamaged
from ashibue_desk.storage.tar_stream import DATABASE, MANIFEST, RECOVERY, TarSink, TarSource


@given(
    st.binary(max_size=3000),
    st.binary(max_size=3000),
    st.binary(min_size=1, max_size=9000),
    st.integers(1, 5000),
    st.integers(1, 5000),
)
def test_a_tar_comes_out_as_it_went_in_piece_by_piece(
    manifest: bytes, recovery: bytes, database: bytes, reads: int, writes: int
) -> None:
    source = TarSource(manifest, recovery, io.BytesIO(database), len(database))
    stream = b""
    while piece := source.read(reads):
        stream += piece
    with tarfile.open(fileobj=io.BytesIO(stream)) as tar:  # as any other program reads it
        assert tar.getnames() == [MANIFEST, RECOVERY, DATABASE]
    got: list[bytes] = []
    sink = TarSink(got.append)
    for start in range(0, len(stream), writes):
        sink.write(stream[start : start + writes])
    assert sink.complete
    assert sink.small == {MANIFEST: manifest, RECOVERY: recovery}
    assert b"".join(got) == database


@given(st.data())
def test_a_tar_cut_anywhere_is_not_complete(data: st.DataObject) -> None:
    database = bytes(range(256)) * 5
    source = TarSource(b"m", b"r", io.BytesIO(database), len(database))
    stream = source.read()
    assert stream is not None
    cut = data.draw(st.integers(0, 5 * 512 + len(database) - 1))
    sink = TarSink(lambda _piece: None)
    sink.write(stream[:cut])
    assert not sink.complete


@pytest.mark.parametrize("size", [b"\xff" * 11 + b"\xfb", b"-0000000005\0"])
@pytest.mark.parametrize("name", [MANIFEST, DATABASE])
def test_a_member_smaller_than_nothing_is_refused_before_it_takes_the_rest(size: bytes, name: str) -> None:
    """It would have taken all that follows into memory, slower with every piece."""
    member = tarfile.TarInfo(name)
    header = bytearray(member.tobuf(tarfile.USTAR_FORMAT))
    header[124:136], header[148:156] = size, b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    before = b"".join(
        tarfile.TarInfo(small).tobuf(tarfile.USTAR_FORMAT)
        for small in (MANIFEST, RECOVERY)
        if name == DATABASE
    )
    got: list[bytes] = []
    sink = TarSink(got.append)
    with pytest.raises(BackupDamaged):
        sink.write(before + bytes(header) + b"A" * 4096)
    assert not got
    assert not any(sink.small.values())
