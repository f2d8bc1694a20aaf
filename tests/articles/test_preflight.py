"""What stands between a story and its readers: each rule with what passes and what does not."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import markup
from articles.content import Content, Credited
from articles.models import Severity
from articles.preflight import RULES, Excusable, Finding, Known, findings, wrong_weekdays
from articles.preflight.finding import LONGEST, matched
from tests.factories import BODY, SUMMARY

READY: dict[str, Any] = {
    "headline": "Panen raya di Ngawi",
    "section": 1,
    "agency": 1,
    "summary": SUMMARY,
    "body": BODY,
    "bylines": (Credited(1, "reporter"),),
}
PHOTO = {"photo": 1, "photo_alt": "Petani", "photo_credit": "Foto: Dwi/JNR"}
LONG = "Panen raya di Ngawi menghasilkan padi lebih banyak daripada tahun lalu"
FIGURE = (
    '<figure class="image"><img alt="{}" src="/media/a.jpg"><figcaption>{}</figcaption></figure>'
)


def found(**fields: Any) -> list[Finding]:
    return findings(Content(**READY | fields))


def body(html: str) -> list[Finding]:
    return found(body=f"<p>Warga desa menerima bantuan.</p>{html}")


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_story_with_everything_has_no_findings() -> None:
    assert found() == []
    assert found(**PHOTO) == []


@pytest.mark.parametrize(
    ("rule", "fields", "where"),
    [
        ("headline", {"headline": ""}, "headline"),
        ("section", {"section": None}, "section"),
        ("agency", {"agency": None}, "agencies"),
        ("summary", {"summary": ""}, "summary"),
        ("body", {"body": ""}, "body"),
        ("body", {"body": "<p> </p><hr>"}, "body"),
        ("byline", {"bylines": ()}, "bylines-0-author"),
        ("photo-alt", PHOTO | {"photo_alt": ""}, "photo_alt"),
        ("photo-alt", {"body": BODY + FIGURE.format("", "Foto: Dwi/JNR")}, "body"),
        ("photo-credit", PHOTO | {"photo_credit": ""}, "photo_credit"),
        ("photo-credit", {"body": BODY + FIGURE.format("Petani", "Petani di sawah")}, "body"),
        ("photo-credit", {"body": f'{BODY}<p><img alt="Petani" src="/media/a.jpg"></p>'}, "body"),
    ],
)
def test_what_is_missing_keeps_the_story_from_readers(
    rule: str, fields: dict[str, Any], where: str
) -> None:
    (finding,) = found(**fields)
    assert (finding.rule, finding.field, finding.blocks) == (rule, where, True)
    assert finding.fix
    assert finding.excusable is Excusable.NOBODY


@pytest.mark.parametrize(
    ("rule", "fields", "where"),
    [
        ("headline-length", {"headline": "J" * 111, "short_headline": "J"}, "headline"),
        ("short-headline", {"headline": LONG}, "short_headline"),
        ("short-headline", {"headline": LONG, "short_headline": "p" * 66}, "short_headline"),
        ("summary-length", {"summary": "Terlalu pendek."}, "summary"),
        ("summary-length", {"summary": "p" * 201}, "summary"),
        ("summary-dateline", {"summary": f"Jatim Newsroom - {SUMMARY}"}, "summary"),
        ("summary-dateline", {"summary": f"SURABAYA – {SUMMARY}"}, "summary"),
        ("summary-dateline", {"summary": f"Ngawi— {SUMMARY}", "dateline": "NGAWI"}, "summary"),
        ("photo-origin", PHOTO | {"photo_credit": "Foto: Istimewa"}, "photo_credit"),
        ("photo-origin", {"body": BODY + FIGURE.format("Petani", "Foto: istimewa")}, "body"),
        ("caption-comma", PHOTO | {"photo_caption": "Petani, Selasa (9/8/2022),"}, "photo_caption"),
        ("weekday", PHOTO | {"photo_caption": "Petani, Senin (9/8/2022)"}, "photo_caption"),
        ("weekday", {"summary": f"Senin (9/8/2022): {SUMMARY}"}, "summary"),
        ("weekday", {"body": "<p>Ngawi, <b>Senin</b> (9/8/2022).</p>"}, "body"),
        ("weekday", {"headline": "Panen raya Senin (9/8/2022)"}, "headline"),
        ("spelling", {"headline": "Resiko banjir di Ngawi"}, "headline"),
        ("spelling", PHOTO | {"photo_caption": "Petani menyampaiakan harapan"}, "photo_caption"),
        ("quotes", {"body": '<p>“Panen bagus," katanya.</p>'}, "body"),
        ("quotes", {"body": "<p>“Panen bagus, katanya.</p>"}, "body"),
        ("quotes", {"summary": f'"Bagus. {SUMMARY}'}, "summary"),
    ],
)
def test_what_is_only_unwise_is_said_and_blocks_nothing(
    rule: str, fields: dict[str, Any], where: str
) -> None:
    (finding,) = found(**fields)
    assert (finding.rule, finding.field, finding.blocks) == (rule, where, False)
    assert finding.fix


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "J" * 65},
        {"headline": LONG, "short_headline": "Panen raya di Ngawi naik"},
        {"summary": "p" * 80},
        {"summary": "p" * 200},
        {"summary": f"UMKM tumbuh - {SUMMARY}"},
        {"agency": None, "agencies": (1,)},
        {"bylines": (), "source": "Humas Pemprov"},
        {"photo_caption": "Tanpa foto,"},
        {"body": BODY + FIGURE.format("Petani", "Petani di sawah. Foto: Dwi/JNR")},
        {"body": "<p>Ngawi, Selasa (9/8/2022).</p>"},
        {"body": '<p>“Panen bagus,” katanya. Lebar 15" saja.</p>'},
        {"body": "<p>“Panen bagus.</p><p>“Tahun depan lebih baik,” katanya.</p>"},
        {"body": '<p>"Panen bagus," katanya.</p>'},
    ],
)
def test_what_is_right_passes(fields: dict[str, Any]) -> None:
    assert found(**fields) == []


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Ijin usaha", "“Ijin” → “Izin”"),
        ("menurut managemen dan MANAGEMEN", "“managemen” → “manajemen”, “MANAGEMEN” → “Manajemen”"),
        ("bekerjasama diatas kertas", "“bekerjasama” → “bekerja sama”, “diatas” → “di atas”"),
        ("3 nopember 2022", "“nopember” → “November”"),
    ],
)
def test_a_misspelling_is_answered_with_how_it_is_written(text: str, suggested: str) -> None:
    (finding,) = body(f"<p>{text}</p>")
    assert suggested in finding.text


@pytest.mark.parametrize(
    "text",
    [
        "perizinan, risikonya, di-ijin-kan, Wijina",
        "https://ijin.jatimprov.go.id/propinsi dan ijin.go.id dan resiko@jatimprov.go.id",
        "#ijin dan @resiko.jatim",
    ],
)
def test_neither_a_longer_word_nor_an_address_is_misspelt(text: str) -> None:
    assert body(f"<p>{text}</p>") == []


def test_english_is_not_spelt_like_indonesian() -> None:
    assert found(language="en", headline="Analisa and propinsi") == []


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "https://",
        "https:///berita",
        "http://localhost:8000/berita",
        "http://127.0.0.1/berita",
        "http://10.10.1.4/berkas.pdf",
        "http://192.168.1.1/",
        "http://[::1]/",
        "http://[::1",
        "https://dinsos.local/",
        "https://dinsos/",
        "https://https://dinsos.jatimprov.go.id",
        "https://dinsos jatimprov.go.id/",
        "https://dinsos.jatimprov.go.id/berkas baru.pdf",
        "https://dinsos..go.id/",
        "https://dinsos.jatimprov.go.id:99999/",
        "https://bank.co.id@penipu.com/",
        "mailto:humas",
        "tel:kantor",
        "/admin/articles/story/1/change/",
        "//dinsos.jatimprov.go.id",
    ],
)
def test_a_link_that_cannot_work_for_readers_blocks(address: str) -> None:
    (finding,) = body(f'<p><a href="{address}">Baca</a></p>')
    assert (finding.rule, finding.field, finding.blocks) == ("links", "body", True)
    assert finding.found == address


@pytest.mark.parametrize(
    "address",
    [
        "https://dinsos.jatimprov.go.id/berita?id=1#isi",
        "http://ngawikab.go.id:8080/a%20b.pdf",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://8.8.8.8/",
        "mailto:humas@jatimprov.go.id?subject=Berita",
        "tel:+62318290334",
        "/berita/panen-raya",
        "#catatan",
    ],
)
def test_a_link_in_good_form_passes(address: str) -> None:
    assert body(f'<p><a href="{address}">Baca</a></p>') == []


@pytest.mark.parametrize(
    "number",
    [
        "3578014101900001",
        "3578012902000001",  # 29 February
        "3578.0141.0190.0001",
        "3578-0141-0190-0001",
        "3578 0141 0190 0001",
        "35.78.01.410190.0001",
        "357801 410190 0001",
        "3 5 7 8 0 1 4 1 0 1 9 0 0 0 0 1",
        "３５７８０１４１０１９０００01",
        "3578014101900001, dan lagi",
    ],
)
def test_a_nik_blocks_until_a_reason_is_given(number: str) -> None:
    (finding,) = body(f"<p>NIK {number} tercatat.</p>")
    assert (finding.rule, finding.blocks, finding.excusable) == ("nik", True, Excusable.REASON)


@pytest.mark.parametrize(
    "number",
    [
        "5102010100240001",  # a budget code: no such month
        "5.1.02.01.01.0024",
        "3578013202900001",  # no such day
        "3578017201900001",  # a woman's neither
        "3578013002900001",  # 30 February
        "9978014101900001",  # no such province
        "3599014101900001",  # no such regency
        "3578004101900001",  # no such district
        "3578014101900000",
        "13578014101900001",  # seventeen digits
        "Rp3.578.014.101.900.001",
        "1945 2045 2021 2022",
        "1234 5678 9012 3456",
    ],
)
def test_sixteen_digits_that_tell_no_place_and_day_pass(number: str) -> None:
    assert body(f"<p>Kode rekening {number} terpakai.</p>") == []


@pytest.mark.parametrize("named", ["No. KK", "Kartu Keluarga bernomor", "KK:"])
def test_the_number_of_a_family_card_blocks_too(named: str) -> None:
    (finding,) = body(f"<p>{named} 3578010101900001.</p>")
    assert (finding.rule, finding.found) == ("kk", "3578010101900001")


@pytest.mark.parametrize(
    "number",
    [
        "081234567890",
        "0812-3456-7890",
        "0812.3456.7890",
        "0812 3456 789",
        "(0812) 34567890",
        "+62 812-3456-7890",
        "+6281234567890",
        "62812 3456 7890",
        "+62 (0) 812-3456-789",
    ],
)
def test_a_mobile_number_blocks_until_a_reason_is_given(number: str) -> None:
    (finding,) = body(f"<p>Hubungi {number}.</p>")
    assert (finding.rule, finding.blocks, finding.excusable) == ("phone", True, Excusable.REASON)
    assert finding.found == number


@pytest.mark.parametrize(
    "text",
    [
        "112, 119, dan 1500-123",
        "(031) 8290334, 031-8290334, +62 31 8290334, +62318290334",
        "0800-1-500-500",
        "pukul 08.00-12.00 13.00-15.00",
        "08-10-2022 14:48",
        "Rp812.345.678.900",
        "angka 0,81234567890 dan 0.81234567890",
        "nomor 081234567890123456",
    ],
)
def test_offices_and_other_numbers_pass(text: str) -> None:
    assert body(f"<p>Hubungi {text}.</p>") == []


def test_a_number_behind_a_link_is_found_too() -> None:
    for address in ("https://wa.me/6281234567890", "tel:+6281234567890"):
        assert rules(body(f'<p><a href="{address}">Humas</a></p>')) == ["phone"]
    assert body('<p><a href="https://jatimprov.go.id/081234567890.jpg">Foto</a></p>') == []


def test_a_number_is_found_wherever_readers_get_it() -> None:
    for field in ("headline", "summary", "source", "photo_caption", "photo_credit", "slug"):
        (finding,) = found(**{field: f"{READY.get(field, '')} 081234567890"})
        assert (finding.rule, finding.field) == ("phone", field)


def test_several_numbers_are_one_finding_that_names_them_all() -> None:
    (finding,) = body("<p>0813-2222-3333 atau 0812-1111-2222 atau 0812-1111-2222.</p>")
    assert finding.found == "0812-1111-2222, 0813-2222-3333"


@pytest.mark.parametrize(
    "text",
    [
        "Main slot gacor hari ini",
        "SLOT-GACOR88",
        "sl0t g4c0r",
        "ѕlоt gасоr",  # Cyrillic letters
        "𝐬𝐥𝐨𝐭 𝐠𝐚𝐜𝐨𝐫",
        "s&#8203;lot gacor",
        "Pemprov perangi judi online",
        "Bandar togel ditangkap",
    ],
)
def test_words_of_gambling_block_until_an_approver_confirms_them(text: str) -> None:
    (finding,) = body(f"<p>{text}</p>")
    assert (finding.rule, finding.excusable) == ("gambling", Excusable.APPROVER)
    assert finding.blocks


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://slotgacor77.com/">Baca</a></p>',
        '<p><a href="https://a.com/situs-judi">Baca</a></p>',
        '<p><a href="https://a.com/" title="situs slot">Baca</a></p>',
        FIGURE.format("link slot", "Foto: Dwi/JNR"),
    ],
)
def test_gambling_behind_a_link_or_a_picture_is_found(html: str) -> None:
    assert rules(body(html)) == ["gambling"]


@pytest.mark.parametrize(
    "text", ["slot parkir", "burung berkicau gacor", "atlet judo", "toto", "kasino", "slot waktu"]
)
def test_words_that_mean_something_else_pass(text: str) -> None:
    assert body(f"<p>Ada {text} di Ngawi.</p>") == []


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ('<p><a href="https://a.com/">.</a></p>', "https://a.com/"),
        ('<p><a href="https://a.com/">\u3164</a></p>', "U+3164, https://a.com/"),
        ("<p>Warga\u2800\u2800desa</p>", "U+2800"),
        ('<p style="color:#fff">Warga</p>', "style"),
        ("<div hidden>Warga</div>", "hidden"),
    ],
)
def test_what_readers_cannot_see_blocks_until_an_approver_confirms_it(
    html: str, named: str
) -> None:
    (finding,) = body(html)
    assert (finding.rule, finding.found, finding.excusable) == (
        "hidden",
        named,
        Excusable.APPROVER,
    )


def test_a_picture_of_a_pixel_is_hidden() -> None:
    html = '<img alt="x" src="/a.gif" width="1" height="1">'
    assert "hidden" in rules(body(f"<figure>{html}<figcaption>Foto: Dwi/JNR</figcaption></figure>"))


def test_a_picture_is_what_its_link_shows() -> None:
    html = (
        FIGURE.format("Petani", "Foto: Dwi/JNR")
        .replace("<img", '<a href="https://a.com/"><img')
        .replace("<figcaption", "</a><figcaption")
    )
    assert body(html) == []


@pytest.mark.parametrize(
    ("credit", "strange"),
    [("(her/s)", []), ("[her/x]", ["x"]), ("(*)", ["*"]), ("", []), ("(her/x/y)", ["x, y"])],
)
def test_letters_that_mean_nobody_are_named(credit: str, strange: list[str]) -> None:
    known = Known(codes=frozenset({"her", "s"}))
    content = Content(**READY | {"credit": credit})
    told = findings(content, known)
    assert [finding.found for finding in told] == strange
    assert {finding.severity for finding in told} <= {Severity.WARNS}
    assert findings(content) == []  # nobody was asked


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Senin (24/11/2026)", ["Senin"]),
        ("Senin, (24-11-2026) dan Senin 24.11.2026", ["Senin", "Senin"]),
        ("Senin, 24 November 2026", ["Senin"]),
        ("Jum'at (24/11/2026), Ahad (24/11/2026)", ["Jum'at", "Ahad"]),
        ("Monday (24/11/2026)", ["Monday"]),
        ("Selasa (24/11/2026), Selasa, 24 November 2026, Tuesday (24/11/2026)", []),
        ("Jum’at (27/11/2026), Ahad (29/11/2026)", []),
        ("Rabu (31/2/2026), Rabu (99/99/9999), Rabu, 12 Entah 2026", []),
        ("dua minggu 24/11/2026", []),
        ("", []),
    ],
)
def test_a_weekday_is_compared_with_its_date(text: str, printed: list[str]) -> None:
    assert [weekday for _day, weekday in wrong_weekdays(text)] == printed


def test_a_wrong_weekday_is_said_once_with_the_right_one() -> None:
    (finding,) = found(body="<p>Senin (9/8/2022).</p><p>Lalu Senin, 9 Agustus 2022.</p>")
    assert finding.text == "9 Agustus 2022 adalah Selasa, bukan Senin."


def test_what_blocks_is_said_first() -> None:
    told = findings(Content(headline="J" * 111, body=BODY, summary=SUMMARY))
    assert [finding.blocks for finding in told] == [True] * 3 + [False] * 2


def test_another_list_of_words_is_another_finding_however_long() -> None:
    words = [f"08120000{number:04}" for number in range(100)]
    assert len(matched(words)) <= LONGEST
    assert matched(words) != matched(words[:-1])
    assert matched(reversed(words)) == matched(words)
    assert matched(["b  b", "a", "a"]) == "a, b b"


TEXT = st.text(max_size=60) | st.sampled_from(
    ["08123456789", "“", "Senin (9/8/2022)", "slot gacor"]
)
PIECE = TEXT | st.sampled_from(
    ["<p>", "</p>", "<a href='http://[", "'>", "</a>", "<!--", "&#0;", "<img src=", "<figure>"]
)
RAW = st.lists(PIECE, max_size=12).map("".join).filter(lambda html: "<![" not in html)
CLEAN = st.lists(PIECE | st.just("<![CDATA["), max_size=12).map("".join).map(markup.clean)
CONTENTS = st.builds(
    Content,
    headline=TEXT,
    short_headline=TEXT,
    summary=TEXT,
    dateline=TEXT,
    source=TEXT,
    credit=TEXT,
    photo=st.none() | st.just(1),
    photo_alt=TEXT,
    photo_caption=TEXT,
    photo_credit=TEXT,
    language=st.sampled_from(["id", "en", "jv"]),
    body=RAW | CLEAN,
)


@settings(max_examples=200, deadline=None)
@given(CONTENTS)
def test_whatever_was_typed_the_rules_answer_and_ask_no_database(content: Content) -> None:
    told = findings(content, Known(frozenset()))  # a test without a database: a query would raise
    assert all(finding.text and finding.field and finding.rule for finding in told)
    assert told == findings(content, Known(frozenset()))


def test_every_rule_finds_something_in_what_is_wrong_everywhere() -> None:
    wrong = Content(
        headline="R" * 120 + " resiko",
        summary="Jatim Newsroom - Senin (9/8/2022) “",
        dateline="Jatim Newsroom",
        body=(
            "<p>slot gacor 081234567890 3578014101900001 KK 3578010101900001</p>"
            '<p style="x"><a href="http://">.</a></p>' + FIGURE.format("", "Petani istimewa")
        ),
        photo=1,
        photo_caption="Petani,",
    )
    silent = [rule.__name__ for rule in RULES if not list(rule(wrong))]
    assert silent == ["body"]
