"""What can befall whoever prints or changes the wording of a form."""

from ashibue_desk.domain.errors import Situation


class WordingUnreadable(Situation):
    """The office's own text in the vault is no wording of this form: nothing is printed from it."""

    what = "この様式の文面が読めないため、紙を作れません。"
    safe = "何も変更していません。署名された紙の記録も、そのままです。"
    todo = "責任者に、「様式の文面」でこの様式を開き、原文に戻すか、直してもらってください。"

    def __init__(self, form_name: str, reason: str) -> None:
        """Name the form and what is wrong with its text."""
        super().__init__(what=f"「{form_name}」の文面が読めないため、紙を作れません。{reason}")


class WordingOvertaken(Situation):
    """Somebody else made a version while this one was being written."""

    what = "書いている間に、この様式の新しい版ができました。"
    safe = "書いた文面は、まだ版になっていません。画面にはそのまま残っています。"
    todo = "新しい版と比べて、必要なところだけを直してから、もう一度決めてください。"


class NoSuchWording(Situation):
    """A form or a version that is not there."""

    what = "この様式、またはこの版の文面が見つかりません。"
    safe = "何も変更していません。"
    todo = "画面を開き直して、様式を選んでください。"
