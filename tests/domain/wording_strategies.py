"""Wordings for property tests: any text a clerk could type, any fields, any number of clauses."""

from datetime import date

from hypothesis import strategies as st

from ashibue_desk.domain.wordings import Clause, FormField, FormText, NamedText, Passage

FIELDS = (
    FormField("office_name", "団体の名称"),
    FormField("contact", "連絡先"),
    FormField("audience", "お知らせの相手", (("workers", "役員と職員"), ("payees", "支払先"))),
)
# Everything but lone halves of a pair, which no keyboard gives; blanks at the ends are taken off by the editor.
words = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    .map(str.strip)
    .map(lambda t: t.strip("\n\r\t "))
)
some_words = words.filter(bool)
passages = st.builds(
    Passage,
    some_words,
    st.lists(some_words, max_size=3).map(tuple),
    st.booleans(),
    words,
    st.sampled_from(["", "contact"]),
)
clauses = st.builds(
    Clause,
    some_words,
    st.lists(passages, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["", "not contact"]),
    st.lists(some_words, max_size=2).map(tuple),
)
wordings = st.builds(
    FormText,
    form_id=some_words,
    number=some_words,
    name=some_words,
    version=st.integers(1, 999),
    in_force_from=st.dates(date(2016, 1, 1), date(2100, 1, 1)),
    basis=words,
    lead=words,
    after_lead=words,
    closing=words,
    clauses=st.lists(clauses, max_size=4).map(tuple),
    fields=st.just(FIELDS),
    texts=st.lists(st.builds(NamedText, some_words, some_words, words), max_size=2).map(tuple),
    explains=words,
)

plain = st.text(st.sampled_from("個人番号を、あア（1）a 「」\n%#"), max_size=8)
_field = st.sampled_from(["〔団体の名称〕", "〔連絡先〕", "〔お知らせの相手〕"])
_heads = st.sampled_from(
    [
        "連絡先があるとき",
        "団体の名称がないとき",
        "お知らせの相手が「支払先」のとき",
        "お知らせの相手が「役員と職員」でないとき",
        "連絡先が「電話」のとき",
    ]
)
marked = st.recursive(
    st.one_of(plain, _field),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.tuples(_heads, inner).map(lambda pair: f"〔{pair[0]}：{pair[1]}〕"),
    ),
    max_leaves=6,
)
