"""The calls into Windows of this layer, and nothing else: what they answer is judged elsewhere.

Imported on Windows only. Structures and numbers are those of the Windows SDK (winnt.h, winioctl.h, fileapi.h).
"""

import ctypes
import sys
from pathlib import Path
from typing import Final

assert sys.platform == "win32"  # noqa: S101 - tells the type checker to leave this file out elsewhere

from ctypes import wintypes  # noqa: E402 - not importable everywhere

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_advapi32 = ctypes.WinDLL("advapi32", use_last_error=True)

_OWNER: Final = 0x1
_DACL: Final = 0x4
_PROTECTED_DACL: Final = 0x80000000
_SDDL_REVISION: Final = 1
_TOKEN_QUERY: Final = 0x8
_TOKEN_USER: Final = 1
_ERROR_INSUFFICIENT_BUFFER: Final = 122
# SYNCHRONIZE, PROCESS_QUERY_LIMITED_INFORMATION, PROCESS_TERMINATE: no PROCESS_VM_READ.
_PROCESS_RIGHTS: Final = 0x101001
_QUIET: Final = 0x1 | 0x2 | 0x8000  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX
_FILE_SHARE_ALL: Final = 0x7
_OPEN_EXISTING: Final = 3
_FILE_FLAG_BACKUP_SEMANTICS: Final = 0x02000000
_FILE_READ_ATTRIBUTES: Final = 0x80
_VOLUME_NAME_DOS: Final = 0x0
_VOLUME_NAME_GUID: Final = 0x1
_IOCTL_STORAGE_QUERY_PROPERTY: Final = 0x002D1400
_INVALID_HANDLE: Final = ctypes.c_void_p(-1).value

_kernel32.CreateFileW.restype = wintypes.HANDLE
_kernel32.CreateFileW.argtypes = [
    wintypes.LPCWSTR,
    wintypes.DWORD,
    wintypes.DWORD,
    ctypes.c_void_p,
    wintypes.DWORD,
    wintypes.DWORD,
    wintypes.HANDLE,
]
_kernel32.CloseHandle.argtypes = [wintypes.HANDLE]
_kernel32.GetFinalPathNameByHandleW.argtypes = [
    wintypes.HANDLE,
    wintypes.LPWSTR,
    wintypes.DWORD,
    wintypes.DWORD,
]
_kernel32.DeviceIoControl.argtypes = [
    wintypes.HANDLE,
    wintypes.DWORD,
    ctypes.c_void_p,
    wintypes.DWORD,
    ctypes.c_void_p,
    wintypes.DWORD,
    ctypes.c_void_p,
    ctypes.c_void_p,
]
_kernel32.GetCurrentProcess.restype = wintypes.HANDLE
_kernel32.LocalFree.argtypes = [ctypes.c_void_p]
_advapi32.OpenProcessToken.argtypes = [wintypes.HANDLE, wintypes.DWORD, ctypes.c_void_p]
_advapi32.GetTokenInformation.argtypes = [
    wintypes.HANDLE,
    ctypes.c_int,
    ctypes.c_void_p,
    wintypes.DWORD,
    ctypes.c_void_p,
]
_advapi32.ConvertSidToStringSidW.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
_advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = [
    wintypes.LPCWSTR,
    wintypes.DWORD,
    ctypes.c_void_p,
    ctypes.c_void_p,
]
_advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW.argtypes = [
    ctypes.c_void_p,
    wintypes.DWORD,
    wintypes.DWORD,
    ctypes.c_void_p,
    ctypes.c_void_p,
]
_advapi32.GetFileSecurityW.argtypes = [
    wintypes.LPCWSTR,
    wintypes.DWORD,
    ctypes.c_void_p,
    wintypes.DWORD,
    ctypes.c_void_p,
]
_advapi32.SetFileSecurityW.argtypes = [wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p]
_advapi32.SetKernelObjectSecurity.argtypes = [wintypes.HANDLE, wintypes.DWORD, ctypes.c_void_p]


def _check(done: object) -> None:
    if not done:
        raise ctypes.WinError(ctypes.get_last_error())


class WindowsAccessLists:
    """``owner_only.AccessLists`` answered by Windows. Every call raises ``OSError``."""

    def sddl_of(self, path: Path) -> str:
        """Return owner and DACL of ``path`` as SDDL text."""
        needed = wintypes.DWORD()
        _advapi32.GetFileSecurityW(str(path), _OWNER | _DACL, None, 0, ctypes.byref(needed))
        if ctypes.get_last_error() != _ERROR_INSUFFICIENT_BUFFER:
            _check(done=False)
        descriptor = ctypes.create_string_buffer(needed.value)
        _check(
            _advapi32.GetFileSecurityW(str(path), _OWNER | _DACL, descriptor, needed, ctypes.byref(needed))
        )
        text = wintypes.LPWSTR()
        _check(
            _advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW(
                descriptor, _SDDL_REVISION, _OWNER | _DACL, ctypes.byref(text), None
            )
        )
        try:
            return text.value or ""
        finally:
            _kernel32.LocalFree(text)

    def set_sddl(self, path: Path, sddl: str) -> None:
        """Give ``path`` the DACL in ``sddl``, cut off from what its parent would hand down."""
        descriptor = _descriptor_of(sddl)
        try:
            _check(_advapi32.SetFileSecurityW(str(path), _DACL | _PROTECTED_DACL, descriptor))
        finally:
            _kernel32.LocalFree(descriptor)

    def user_sid(self) -> str:
        """Return the SID of the account this process runs under."""
        token = wintypes.HANDLE()
        _check(_advapi32.OpenProcessToken(_kernel32.GetCurrentProcess(), _TOKEN_QUERY, ctypes.byref(token)))
        try:
            needed = wintypes.DWORD()
            _advapi32.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(needed))
            answer = ctypes.create_string_buffer(needed.value)
            _check(_advapi32.GetTokenInformation(token, _TOKEN_USER, answer, needed, ctypes.byref(needed)))
        finally:
            _kernel32.CloseHandle(token)
        sid = ctypes.c_void_p.from_buffer(answer)  # TOKEN_USER begins with a pointer to the SID
        text = wintypes.LPWSTR()
        _check(_advapi32.ConvertSidToStringSidW(sid, ctypes.byref(text)))
        try:
            return text.value or ""
        finally:
            _kernel32.LocalFree(text)


class WindowsVolumes:
    """``drives.windows.WindowsAsk`` answered by Windows. Every call raises ``OSError``."""

    def final_path(self, folder: Path) -> str:
        """Return where ``folder`` really lies, with a drive letter or as ``\\\\?\\UNC``."""
        return self._final_path(folder, _VOLUME_NAME_DOS)

    def volume_of(self, folder: Path) -> str:
        """Return the volume of ``folder`` as ``\\\\?\\Volume{...}``, without what follows."""
        return self._final_path(folder, _VOLUME_NAME_GUID).partition("}")[0] + "}"

    def storage_descriptor(self, volume: str) -> bytes:
        """Return the STORAGE_DEVICE_DESCRIPTOR of the device below ``volume``."""
        handle = _opened(volume, 0)
        try:
            query = ctypes.create_string_buffer(12)  # StorageDeviceProperty, PropertyStandardQuery
            answer = ctypes.create_string_buffer(4096)
            got = wintypes.DWORD()
            _check(
                _kernel32.DeviceIoControl(
                    handle,
                    _IOCTL_STORAGE_QUERY_PROPERTY,
                    query,
                    len(query),
                    answer,
                    len(answer),
                    ctypes.byref(got),
                    None,
                )
            )
            return answer.raw[: got.value]
        finally:
            _kernel32.CloseHandle(handle)

    def _final_path(self, folder: Path, kind: int) -> str:
        handle = _opened(str(folder), _FILE_READ_ATTRIBUTES)
        try:
            text = ctypes.create_unicode_buffer(32768)
            _check(_kernel32.GetFinalPathNameByHandleW(handle, text, len(text), kind))
            return text.value
        finally:
            _kernel32.CloseHandle(handle)


def silence_crash_boxes() -> bool:
    """Have Windows show no crash box, which would offer to send the memory of this process."""
    _kernel32.SetErrorMode(_QUIET)
    return bool(_kernel32.SetErrorMode(_QUIET) & _QUIET == _QUIET)


def close_process_to_others() -> bool:
    """Let other processes of the account end this one and wait for it, but not read its memory."""
    try:
        descriptor = _descriptor_of(f"D:P(A;;0x{_PROCESS_RIGHTS:x};;;{WindowsAccessLists().user_sid()})")
    except OSError:
        return False
    try:
        done = _advapi32.SetKernelObjectSecurity(_kernel32.GetCurrentProcess(), _DACL, descriptor)
        return bool(done)
    finally:
        _kernel32.LocalFree(descriptor)


def _descriptor_of(sddl: str) -> ctypes.c_void_p:
    descriptor = ctypes.c_void_p()
    _check(
        _advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            sddl, _SDDL_REVISION, ctypes.byref(descriptor), None
        )
    )
    return descriptor


def _opened(name: str, access: int) -> int:
    handle = _kernel32.CreateFileW(
        name, access, _FILE_SHARE_ALL, None, _OPEN_EXISTING, _FILE_FLAG_BACKUP_SEMANTICS, None
    )
    if handle is None or handle == _INVALID_HANDLE:
        _check(done=False)
    return int(handle)
