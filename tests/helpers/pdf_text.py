"""What a PDF says, read by two programs that know nothing of ours: pypdf and poppler's pdftotext."""

import io
import re
import subprocess

from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page as pypdf reads it."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def page_count(pdf: bytes) -> int:
    """Return the number of pages."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def poppler_text(pdf: bytes, *, layout: bool = False) -> str:
    """Return the text of the whole document as pdftotext reads it; ``layout`` keeps columns in place."""
    command = ["pdftotext", *(["-layout"] if layout else []), "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def run_together(text: str) -> str:
    """Return the text without any white space: where a line breaks on paper is the fitting's business."""
    return re.sub(r"\s", "", text)


def properties(pdf: bytes) -> dict[str, str]:
    """Return the document information (author, title, producer …), which must never tell a name or a number."""
    return {str(key): str(value) for key, value in (PdfReader(io.BytesIO(pdf)).metadata or {}).items()}


def fonts(pdf: bytes) -> dict[str, bool]:
    """Return the fonts of all pages and whether each is embedded: paper must look the same on every PC."""
    found: dict[str, bool] = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for reference in page.get("/Resources", {}).get("/Font", {}).values():
            font = reference.get_object()
            inner = font.get("/DescendantFonts", [font])[0].get_object()
            descriptor = inner.get("/FontDescriptor", {})
            found[str(font["/BaseFont"])] = any(
                key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
            )
    return found
