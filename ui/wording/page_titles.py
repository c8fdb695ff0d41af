"""What the pages that the articles of a regulation name are called, for links to them. The catalogue says the same."""

from collections.abc import Mapping
from typing import Final

PAGE_TITLES: Final[Mapping[str, str]] = {
    "people": "名簿",
    "collection": "収集",
    "collection_event": "収集の経過を記録する",
    "collect": "個人番号を受け取る",
    "reveal": "個人番号を見る",
    "consents": "同意書",
    "handling_log": "取扱記録簿",
    "log_check": "取扱記録簿の検証",
    "log_checks": "取扱記録の月次点検",
    "access_analysis": "アクセス状況の分析",
    "mass_outputs": "大量出力の確認",
    "paper_act": "紙の取扱いを記録する",
    "paper_ledger": "受け取った書類",
    "wordings": "様式の文面",
    "contractors": "委託先",
    "cloud_checks": "クラウドサービスの確認",
    "charge": "担当者と権限",
    "users": "利用者",
    "number_files": "特定個人情報ファイルの管理簿",
    "superior_views": "上司の閲覧",
    "superior_look": "部下の情報",
    "my_duties": "自分の担当",
    "backup": "バックアップ",
    "papers": "規程と様式",
    "settings": "設定",
}
