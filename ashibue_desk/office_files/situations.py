"""What can be wrong with a file somebody chose: each with what happened, what is safe and what to do."""

from ashibue_desk.domain.errors import Situation


class OfficeFileSituation(Situation):
    """A chosen file that cannot be read as a table. Nothing was taken in, and the file itself is untouched."""

    safe = "名簿には何も取り込んでいません。選んだファイルもそのままです。"


class FileUnreadable(OfficeFileSituation):
    """The file is missing, damaged, cut off, or holds bytes of no known character set."""

    what = "ファイルを最後まで読めませんでした。壊れているか、途中で切れているようです。"
    todo = "元のファイルを表計算ソフトで開けるか確かめ、「Excelブック(.xlsx)」か「CSV」で保存し直して選んでください。"


class NotATable(OfficeFileSituation):
    """The file is something else: a picture, a PDF, a document, or an empty sheet."""

    what = "選んだファイルは、名簿として読める表ではありません。"
    todo = "Excelブック(.xlsx)かCSV(.csv)の名簿を選んでください。"


class FileTooLarge(OfficeFileSituation):
    """The file is larger than any staff list."""

    what = "ファイルが大きすぎます。"
    todo = "名簿の表だけを新しいファイルに移して保存し、それを選んでください。"


class HostileFile(OfficeFileSituation):
    """The file is built to exhaust the reader: a compression bomb, XML entities, impossible row numbers."""

    what = (
        "ファイルの作りが普通の表と違い、開くとパソコンに負担をかけるおそれがあるため、読み込みをやめました。"
    )
    todo = "作った人に確かめ、表計算ソフトで新しいブックに値だけを貼り付けて保存したものを選んでください。"


class PasswordProtectedFile(OfficeFileSituation):
    """The workbook is encrypted with a password."""

    what = "このファイルにはパスワードが付いているため、読めません。"
    todo = "表計算ソフトで開いてパスワードを外した写しを保存し、それを選んでください。取り込んだ後、その写しは消してください。"


class OldExcelFormat(OfficeFileSituation):
    """A workbook of Excel 97–2003 (.xls) or the binary form (.xlsb)."""

    what = "古い形式のExcelファイル(.xlsなど)のため、読めません。"
    todo = "表計算ソフトで開き、「Excelブック(.xlsx)」として保存し直したものを選んでください。"


class StrictExcelFormat(OfficeFileSituation):
    """A workbook in the strict form of ISO/IEC 29500, which Excel offers beside the usual one."""

    what = "ふつうのExcelブックと違う「厳密な」形式で保存されたファイルのため、読めません。"
    todo = "表計算ソフトで開き、「Excelブック(.xlsx)」として保存し直したものを選んでください。"


class OtherSpreadsheetFormat(OfficeFileSituation):
    """A spreadsheet of another program (.ods, .numbers)."""

    what = "LibreOfficeやNumbersの形式のファイルのため、読めません。"
    todo = "その表計算ソフトで開き、「Excelブック(.xlsx)」か「CSV」として書き出したものを選んでください。"


class WorkbookWithMacros(OfficeFileSituation):
    """A workbook with macros (.xlsm)."""

    what = "このファイルにはマクロ(自動で動くプログラム)が入っているため、読み込みをやめました。"
    todo = (
        "表計算ソフトで開き、「Excelブック(.xlsx)」として保存し直したもの(マクロは消えます)を選んでください。"
    )


class ReadingTookTooLong(OfficeFileSituation):
    """The time allowed for one file ran out."""

    what = "読み込みに時間がかかりすぎたため、途中でやめました。"
    todo = "使っていない行・列・シートを消すか、名簿を2つのファイルに分けて選んでください。"
