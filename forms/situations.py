"""What can keep a paper from being made, each with its three sentences."""

from ashibue_desk.domain.errors import Situation


class CannotDrawCharacter(Situation):
    """A character is in none of the fonts. Raised before anything is drawn: a box or a gap is never printed."""

    def __init__(self, person: str, field: str, character: str) -> None:
        self.person = person
        self.field = field
        self.character = character
        codes = " ".join(f"U+{ord(each):04X}" for each in character)
        whose = f"「{person}」の{field}" if person else field
        super().__init__(
            what=f"{whose}にある文字「{character}」({codes})の字形が、このPCのどの書体にもないため、印刷できません。",
            safe="登録されている内容は入力されたとおりに残っています。印刷物は1枚も作っていません。",
            todo="IPAmj明朝をこのPCに入れてから、もう一度印刷してください。急ぐときは、氏名を空欄にした用紙を印刷して手書きしてください。",
        )


class PrintingStopped(Situation):
    """The user stopped a long print; nothing has been handed over."""

    what = "印刷物の作成を途中でやめました。"
    safe = "作りかけのものは残っていません。書類を渡したという記録にもなっていません。"
    todo = "必要になったら、もう一度「印刷する」を押してください。"


class TooLongForPaper(Situation):
    """A text that must stand in one place does not fit, even at the smallest size people can read."""

    def __init__(self, person: str, field: str) -> None:
        self.person = person
        self.field = field
        whose = f"「{person}」の{field}" if person else field
        super().__init__(
            what=f"{whose}が長すぎて、用紙の欄に入りません。",
            safe="登録されている内容は入力されたとおりに残っています。印刷物は1枚も作っていません。",
            todo=f"{field}の登録を短くするか、空欄の用紙を印刷して手書きしてください。",
        )


class FontUnusable(Situation):
    """A font that comes with the program is gone or damaged; without it no paper looks as it should."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        super().__init__(
            what=f"印刷に使う書体のファイル「{file_name}」が読めないため、印刷物を作れません。",
            safe="登録されている内容も記録もそのままです。印刷物は1枚も作っていません。",
            todo="あしぶえデスクをもう一度インストールしてください。保管庫はそのまま使えます。直らないときは、PCの管理をしている人に知らせてください。",
        )
