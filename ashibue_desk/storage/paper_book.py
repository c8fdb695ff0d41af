"""The ledger of papers. No sheet is ever deleted: a destroyed one keeps its row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from ashibue_desk.domain.consent import ConsentState
from ashibue_desk.domain.papers import IssuedPaper, PaperRecord, PaperState
from ashibue_desk.storage.bulk import insert_many
from ashibue_desk.storage.paper_tables import issued_papers
from ashibue_desk.storage.rows import some_at_a_time, to_date, to_text
from ashibue_desk.storage.tables import consents, people

CONSENT_FORM = "Y2"


@dataclass(frozen=True, slots=True)
class PaperBook:
    """Reads and writes on one connection; the caller holds the transaction."""

    connection: Connection

    def add(self, papers: Sequence[IssuedPaper]) -> None:
        """Enter sheets that were issued."""
        rows = [{"id": paper.id, **_columns(paper)} for paper in papers]
        if len(rows) == 1:
            self.connection.execute(insert(issued_papers), rows)
        else:
            insert_many(self.connection, issued_papers, rows)

    def put(self, paper: IssuedPaper) -> None:
        """Store a sheet that is in the ledger, as it stands now."""
        self.connection.execute(
            update(issued_papers).where(issued_papers.c.id == paper.id).values(**_columns(paper))
        )

    def hand_back(self, paper_id: str) -> None:
        """Take out a sheet whose own record tells of it again, after the newer one that was to replace it never came out."""
        self.connection.execute(delete(issued_papers).where(issued_papers.c.id == paper_id))

    def many(self, paper_ids: Sequence[str]) -> tuple[IssuedPaper, ...]:
        """Return sheets in the order of their ids; raise ``KeyError`` for one the ledger does not hold."""
        found: dict[str, IssuedPaper] = {}
        for some in some_at_a_time(paper_ids):
            query = select(issued_papers).where(issued_papers.c.id.in_(some))
            found |= {row.id: _paper(row) for row in self.connection.execute(query)}
        return tuple(found[paper_id] for paper_id in paper_ids)

    def all(self) -> tuple[IssuedPaper, ...]:
        """Return every sheet in the ledger, newest first."""
        query = select(issued_papers).order_by(issued_papers.c.issued_at.desc(), issued_papers.c.id)
        return tuple(_paper(row) for row in self.connection.execute(query))

    def about(self, about_id: str) -> tuple[IssuedPaper, ...]:
        """Return the sheets about one person or thing, newest first."""
        query = (
            select(issued_papers)
            .where(issued_papers.c.about_id == about_id)
            .order_by(issued_papers.c.issued_at.desc(), issued_papers.c.id)
        )
        return tuple(_paper(row) for row in self.connection.execute(query))

    def older(
        self, form_id: str, about_ids: Collection[str], states: Collection[PaperState]
    ) -> tuple[IssuedPaper, ...]:
        """Return the sheets of a form about ``about_ids`` that stand in one of ``states``."""
        wanted, found = [each for each in about_ids if each], []
        for some in some_at_a_time(wanted):
            query = (
                select(issued_papers)
                .where(issued_papers.c.form_id == form_id)
                .where(issued_papers.c.about_id.in_(some))
                .where(issued_papers.c.state.in_([state.value for state in states]))
            )
            found += [_paper(row) for row in self.connection.execute(query)]
        return tuple(found)

    def consent_sheets(self, title: str, newest_version: int, person_id: str = "") -> tuple[IssuedPaper, ...]:
        """Return the newest consent form of everybody who has one, also of those who left; or of one person."""
        query = select(consents, people.c.name).join(people, people.c.id == consents.c.person_id)
        if person_id:
            query = query.where(consents.c.person_id == person_id)
        return tuple(_consent(row, title, newest_version) for row in self.connection.execute(query))

    def signed_consents(self, person_ids: Sequence[str], title: str) -> tuple[IssuedPaper, ...]:
        """Return the consent forms of ``person_ids`` that are signed and here."""
        wanted = set(person_ids)
        return tuple(
            sheet
            for sheet in self.consent_sheets(title, 0, person_ids[0] if len(person_ids) == 1 else "")
            if sheet.about_id in wanted and sheet.lies_somewhere
        )


def _columns(paper: IssuedPaper) -> dict[str, Any]:
    return {
        "form_id": paper.form_id,
        "version": paper.version,
        "title": paper.title,
        "about_id": paper.about_id,
        "about_label": paper.about_label,
        "issued_at": paper.issued_at,
        "issued_by": paper.issued_by,
        "state": paper.state.value,
        "received_on": to_text(paper.received_on),
        "filed_at": paper.filed_at,
        "superseded_on": to_text(paper.superseded_on),
        "destroyed_on": to_text(paper.destroyed_on),
        "note": paper.note,
    }


def _paper(row: Row[Any]) -> IssuedPaper:
    return IssuedPaper(
        id=row.id,
        form_id=row.form_id,
        version=row.version,
        title=row.title,
        state=PaperState(row.state),
        about_id=row.about_id,
        about_label=row.about_label,
        issued_at=row.issued_at,
        issued_by=row.issued_by,
        received_on=to_date(row.received_on),
        filed_at=row.filed_at,
        superseded_on=to_date(row.superseded_on),
        destroyed_on=to_date(row.destroyed_on),
        note=row.note,
    )


def _consent(row: Row[Any], title: str, newest_version: int) -> IssuedPaper:
    """Return the sheet that a record of consent tells of: it is signed from the day it came back, whatever was said later."""
    issued_again = row.state == ConsentState.ISSUED.value or not row.received_on
    state = PaperState.ISSUED if issued_again else PaperState.FILED if row.place else PaperState.RECEIVED
    words = {ConsentState.REFUSED.value: "提出拒否", ConsentState.WITHDRAWN.value: "撤回"}.get(row.state, "")
    return IssuedPaper(
        id=row.person_id,
        form_id=CONSENT_FORM,
        version=row.version,
        title=title,
        state=state,
        about_id=row.person_id,
        about_label=row.name,
        issued_at=row.issued_on,
        received_on=None if issued_again else to_date(row.received_on),
        filed_at="" if issued_again else row.place,
        note="。".join(part for part in (words, row.note) if part),
        record=PaperRecord.CONSENT,
        renew=not issued_again and row.version < newest_version,
    )
