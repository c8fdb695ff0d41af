"""Consent forms of three pages by one of three printers, in a process of its own: ``python -m tests.bench.paper_process ours 1000``.

Prints seconds, megabytes of peak memory, pages, bytes, and the longest time between two chances to stop. All three set the
same words; ``naive`` is reportlab as its guide shows it (text line by line, nothing shared), ``typst`` one document.
"""

import io
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import psutil
from pypdf import PdfReader

from ashibue_desk.domain.form_facts import ConsentFacts
from ashibue_desk.domain.japanese_calendar import era_date
from ashibue_desk.resource_files import resource
from forms.consent_form import render_consent_forms
from forms.templates import text_for
from tests.forms.facts import consent
from tests.helpers.made_up_people import made_up_person

_SIZE, _LEADING, _LEFT, _TOP, _BOTTOM = 10.5, 16.0, 57, 785, 57
_A_LINE = 46  # characters
_MEGABYTE = 1 << 20


def facts(count: int) -> list[ConsentFacts]:
    """Return forms for ``count`` people, worded at such length that each takes three pages."""
    original = resource("regulations", "npo", "forms", "consent.toml").read_text(encoding="utf-8")
    more = "".join(
        f'\n[[clauses]]\nheading = "補足{n}"\n[[clauses.paragraphs]]\ntext = "{_WORDS * 4}"\n'
        for n in range(1, 9)
    )
    wording = original + more
    people = [made_up_person(n) for n in range(count)]
    every = [consent(person.name, person.code) for person in people]
    return [replace(each, head=replace(each.head, wording=wording)) for each in every]


_WORDS = "この補足は、三ページの用紙を印刷する速さを測るために置いた文で、実際の同意書にはありません。"


class Stops:
    """Notes how long a person who presses 「やめる」 would have to wait."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()

    def __call__(self, _done: int, _of: int) -> bool:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now
        return True


def ours(forms: Sequence[ConsentFacts], stops: Stops) -> bytes:
    """Print with the engine of the program."""
    return render_consent_forms(forms, stops)


def naive(forms: Sequence[ConsentFacts], stops: Stops) -> bytes:
    """Print with reportlab's canvas, each line of each form anew."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Naive", str(resource("fonts", "BIZUDMincho-Regular.ttf"))))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number, form in enumerate(forms, start=1):
        lines = [piece for text in _texts(form) for piece in _cut(text)]
        a_page = int((_TOP - _BOTTOM) // _LEADING)
        for first in range(0, len(lines), a_page):
            canvas.setFont("Naive", _SIZE)
            for row, line in enumerate(lines[first : first + a_page]):
                canvas.drawString(_LEFT, _TOP - row * _LEADING, line)
            canvas.showPage()
        stops(number, len(forms))
    canvas.save()
    return out.getvalue()


def typst(forms: Sequence[ConsentFacts], stops: Stops) -> bytes:
    """Print with typst, the whole as one document: nobody can stop it."""
    import typst as setter

    head = (
        f'#set page(paper: "a4", margin: 20mm)\n#set text(font: "BIZ UDMincho", size: {_SIZE}pt, lang: "ja")\n'
        f"#set par(justify: true, leading: {_LEADING - _SIZE}pt)\n"
    )
    pages = ("\n\n".join(_escaped(text) for text in _texts(form)) for form in forms)
    source = head + "\n#pagebreak()\n".join(pages)
    made = setter.compile(source.encode(), font_paths=[str(resource("fonts"))], ignore_system_fonts=True)
    stops(len(forms), len(forms))
    assert isinstance(made, bytes)
    return made


def _texts(form: ConsentFacts) -> list[str]:
    text = text_for(form.head, "consent").filled(
        {
            "office_name": form.head.office_name,
            "representative_title": form.representative_title,
            "representative_name": form.representative_name,
            "officer_title": form.officer_title,
            "officer_name": form.officer_name,
            "contact": form.contact,
        }
    )
    told = [
        text.name,
        era_date(date(2026, 11, 21)),
        form.head.office_name,
        f"氏名　{form.person_name}",
        text.lead,
        text.after_lead,
    ]
    for clause in text.clauses:
        told.append(clause.heading)
        for passage in clause.passages:
            told += [passage.text, *passage.items]
    return [one for one in told if one]


def _cut(text: str) -> list[str]:
    return [text[at : at + _A_LINE] for at in range(0, len(text), _A_LINE)]


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "#$*_`@<>[]\\=/-+~" else char for char in text)


PRINTERS: dict[str, Callable[[Sequence[ConsentFacts], Stops], bytes]] = {
    "ours": ours,
    "naive": naive,
    "typst": typst,
}


def main() -> int:
    """Print and tell the figures."""
    forms = facts(int(sys.argv[2]))
    began = time.perf_counter()
    stops = Stops()
    pdf = PRINTERS[sys.argv[1]](forms, stops)
    took = time.perf_counter() - began
    peak = _peak()
    pages = len(PdfReader(io.BytesIO(pdf)).pages)
    sys.stdout.write(f"{took:.3f} {peak:.1f} {pages} {len(pdf)} {stops.longest:.3f}\n")
    return 0


def _peak() -> float:
    """Return the most memory this process has had, in megabytes."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / _MEGABYTE
    import resource as limits

    unit = 1 if sys.platform == "darwin" else 1024
    return limits.getrusage(limits.RUSAGE_SELF).ru_maxrss * unit / _MEGABYTE


if __name__ == "__main__":
    sys.exit(main())
