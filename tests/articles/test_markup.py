import re
import string
from html.parser import HTMLParser

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles import markup
from articles.markup import Credit, clean, credit, keep_together, plain, slug, tag_key, tag_name
from articles.markup.cleaning import ATTRIBUTES, TAGS, _once
from articles.markup.rewriting import VOID

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=/a.jpg onerror=alert(1) srcset='javascript:alert(1) 1x, //evil.example/a 2x'>",
    "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
    "<img src='//evil.example/a.png'>",
    "<img src='/\\evil.example/a.png'>",
    "<img src='/\t/evil.example/a.png'>",
    "<img src='http://evil.example/a.png'>",
    "<a href='javascript:alert(1)'>klik</a>",
    "<a href='java\nscript:alert(1)'>klik</a>",
    "<a href='&#106;avascript&colon;alert(1)'>klik</a>",
    "<a href='\x01javascript:alert(1)'>klik</a>",
    "<a href='vbscript:x'>klik</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>klik</a>",
    "<a href='//evil.example'>klik</a>",
    "<a href='https:evil.example'>klik</a>",
    "<a href=https://a.example onclick=alert(1) style='position:fixed;inset:0'>klik</a>",
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    (
        "<math><mtext><table><mglyph><style><!--</style>"
        "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>"
    ),
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<style><style/><img src=x onerror=alert(1)></style>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<iframe src='https://slot.example' srcdoc='<script>alert(1)</script>'>isi</iframe>",
    "<object data=x><embed src=x></object>",
    "<template><img src=x onerror=alert(1)></template>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<base href='https://evil.example'><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example><style>@import '//evil.example'</style>",
    "<p style='background:url(javascript:alert(1))' id=x class='btn'>teks</p>",
    "<blockquote cite='javascript:alert(1)'>teks</blockquote>",
    "<form action=//evil.example><button formaction=javascript:x>Kirim</button></form>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<a href='https://a.example'><a href='javascript:x'>dua</a></a>",
    "<table><td><select><option><style></option></select><img src=x onerror=alert(1)></style>",
]

HIDDEN = [
    '<div style="position:absolute;left:-9999px"><a href="https://slot.example">slot</a></div>',
    "<p style='display:none'>slot gacor</p>",
    "<p style='DISPLAY : NONE !important'>slot gacor</p>",
    "<p style='dis/**/play:none'>slot gacor</p>",
    "<p style='d\\69splay:none'>slot gacor</p>",
    "<span style='visibility:hidden'>slot gacor</span>",
    "<span style='font-size:0'>slot gacor</span>",
    "<span style='font-size:1px'>slot gacor</span>",
    "<span style='font:0/0 a'>slot gacor</span>",
    "<span style='color:#fff'>slot gacor</span>",
    "<span style='color:white'><a href='https://slot.example'>slot gacor</a></span>",
    "<span style='color:#fefefe'>slot gacor</span>",
    "<span style='color:rgb(255, 255, 255)'>slot gacor</span>",
    "<span style='color:rgba(0,0,0,0)'>slot gacor</span>",
    "<span style='color:hsl(0, 0%, 100%)'>slot gacor</span>",
    "<span style='color:transparent'>slot gacor</span>",
    "<span style='color:red;background:red'>slot gacor</span>",
    "<font color=white>slot gacor</font>",
    "<div hidden>slot gacor</div>",
    "<div hidden='until-found'><p>slot gacor</p></div>",
    "<div style='opacity:0'>slot gacor</div>",
    "<div style='filter:alpha(opacity=0)'>slot gacor</div>",
    "<div style='text-indent:-9999px'>slot gacor</div>",
    "<div style='margin-left: -5000px'>slot gacor</div>",
    "<div style='margin:0 0 0 -999em'>slot gacor</div>",
    "<div style='transform:translateX(-9999px)'>slot gacor</div>",
    "<div style='transform:scale(0)'>slot gacor</div>",
    "<div style='position:absolute;top:calc(100% - 9999px)'>slot gacor</div>",
    "<div style='overflow:hidden;height:1px'>slot gacor</div>",
    "<div style='clip:rect(0 0 0 0);position:absolute'>slot gacor</div>",
    "<div style='clip-path:inset(50%)'>slot gacor</div>",
    "<marquee width=1 height=1>slot gacor</marquee>",
    "<slot-x style='display:none'>slot gacor</slot-x>",
    "<p style='mso-hide:all'>slot gacor</p>",
    "<ul style='display:none'><li><a href='https://slot.example'>slot gacor</a></ul>",
    "<!-- slot gacor -->",
]

SEEN = [
    "<p style='text-indent:-18.0pt;margin-left:36.0pt'>butir</p>",
    "<td style='background:#4472C4'>butir</td>",
    "<table><tr><td style='background:#4472C4'><span style='color:white'>butir</span></table>",
    "<table><tr><th bgcolor=navy><font color=#ffffff>butir</font></table>",
    "<div style='background:white;color:black'>butir</div>",
    "<div style='color:white'><span style='color:black'>butir</span></div>",
    "<div style='visibility:hidden'><span style='visibility:visible'>butir</span></div>",
    "<div style='font-size:0'><span style='font-size:14px'>butir</span></div>",
    "<div style='opacity:.9;left:-5pt;overflow:hidden;height:40px'>butir</div>",
    "<div style='color:inherit;background:inherit'>butir</div>",
    "<span style='font-size:0.9em;color:#eee'>butir</span>",
    "<marquee>butir</marquee>",
]

FRAGMENTS = [
    *HOSTILE, *HIDDEN, *SEEN,
    *(f"<{tag}>" for tag in sorted(TAGS)), *(f"</{tag}>" for tag in sorted(TAGS)),
    *("<div>", "</div>", "<b>", "</b>", "<x>", "</x>", "<o:p>", "<plaintext>", "<form>", "</form>"),
    *("<a href=/x>", "<a href='https://a.example/?a=1&copy=2' target=_blank>", "<td colspan=2>"),
    *("<img src=/a.jpg alt='a\n<td>'>", "<ol start=3>", "<figure class='image x'>", "<dl><dt>"),
    *("<li hidden>", "<nobr>", "\n", "\n\n", " ", "\xa0", "&nbsp;", "&#13;", "&#1;", "\r\n"),
    *("*", "_", "*tebal*", "_miring_", "_*", "*_", "(*)", "\ud800", "\x00", "\u200b"),
    *("<", ">", "&", '"', "'", "&lt;b&gt;", "<!--", "-->", "kata", "satu dua"),
]  # fmt: skip
hostile_html = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
anything = st.text(st.characters(), max_size=80)
word = st.text(string.ascii_lowercase, min_size=1, max_size=6)


def seen_words(html: str) -> list[str]:
    return re.findall(r"\w+", plain(html))


class Inspector(HTMLParser):
    """Refuses what is not well-formed and what may not stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert (tag, name) == ("a", "rel") or name in ATTRIBUTES.get(tag, set())
            address = re.sub(r"[\t\r\n]", "", value or "").strip()  # as browsers read it
            if name in ("href", "cite"):
                assert re.match(r"https?://[^/\\]|mailto:|tel:|/(?![/\\])", address, re.IGNORECASE)
            if name == "src":
                assert re.match(r"https://[^/\\]|/(?![/\\])", address, re.IGNORECASE)
        if tag == "a":
            assert dict(attrs)["rel"] == "noopener noreferrer"
            assert "href" in dict(attrs)
        if tag == "img":
            assert "src" in dict(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert self.open or not data.strip(), "text outside a block"
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\xa0\r\ud800-\udfff]", data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


@settings(max_examples=400, deadline=None)
@given(anything | hostile_html)
@example("*a _b* c_")
@example("<pre>\n\n\n<code>\n</code> x</pre>")
@example("<pre><strong>\n</strong></pre>")
@example("<a href='https://[rusak'>a</a>")
@example("a<strong><br></strong>b")
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    assert clean(clean(html)) == clean(html)
    Inspector(clean(html))


@settings(max_examples=300, deadline=None)
@given(hostile_html)
def test_one_pass_is_enough_to_be_safe(html: str) -> None:
    parsed = html5lib.parseFragment(_once(html), namespaceHTMLElements=False)
    names = {str(element.tag) for element in parsed.iter()} - {"DOCUMENT_FRAGMENT"}
    assert names <= TAGS


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.characters(exclude_characters="<&*_", exclude_categories=["C", "Z"]), max_size=60)
)
def test_typed_text_keeps_each_letter(text: str) -> None:
    assert plain(clean(text)) == text


SHAPES = [
    "{}", "<p>{}</p>", "<p>{}", "<div>{}</div>", "<x>{}</x>", "<td>{}</td>", "<tr><td>{}", "<li>{}",
    "<h1>{}</h1>", "<h6>{}", "<ul><li>{}</ul>", "<center>{}</center>", "<form>{}</form>",
    "<dl><dt>{}</dl>", "<table><tr><td>{}</td></tr></table>", "<table><caption>{}</table>",
    "<table>{}<tr></table>", "<blockquote>{}</blockquote>", "<figure>{}</figure>", "<ul>{}</ul>",
    "<figcaption>{}</figcaption>", "<pre>{}</pre>", "<section><article>{}</article></section>",
    "<button>{}</button>", "<h2><ul><li>{}</ul></h2>", "<a href=/x><div>{}</div></a>",
    "<b><p>{}</b>", "<body>{}</body>", "<br>{}<!-- x --><br>",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SHAPES), st.sampled_from(SHAPES), word), max_size=8))
def test_no_visible_word_is_lost_or_glued(pieces: list[tuple[str, str, str]]) -> None:
    html = " ".join(outer.format(inner.format(text)) for outer, inner, text in pieces)
    assert sorted(seen_words(clean(html))) == sorted(text for *_, text in pieces)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SHAPES[1:]), word), max_size=6))
@example([("<b><p>{}</b>", "a"), ("<td>{}</td>", "a")])
def test_words_in_neighbouring_elements_stay_apart(pieces: list[tuple[str, str]]) -> None:
    html = "".join(shape.format(text) for shape, text in pieces)
    assert sorted(seen_words(clean(html))) == sorted(text for _, text in pieces)


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_payloads_lose_their_sting(html: str) -> None:
    Inspector(clean(html))
    Inspector(clean(f"<p>awal</p>{html}<p>akhir</p>"))


@pytest.mark.parametrize("html", HIDDEN)
def test_hidden_text_goes_with_its_content(html: str) -> None:
    assert clean(html) == ""
    assert clean(f"<p>awal</p>{html}<p>akhir</p>") == "<p>awal</p>\n<p>akhir</p>"


@pytest.mark.parametrize("html", SEEN)
def test_text_that_only_looks_hidden_stays(html: str) -> None:
    assert seen_words(clean(html)) == ["butir"]


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("halo", "<p>halo</p>"),
        ("Satu\nbaris\r\n\r\nDua", "<p>Satu\nbaris</p>\n<p>Dua</p>"),
        ("5 < 6 & 7 <x", "<p>5 &lt; 6 &amp; 7 &lt;x</p>"),
        ("teks <b>tebal</b>", "<p>teks <strong>tebal</strong></p>"),
        ("<h1>A</h1><i>b</i>", "<h2>A</h2>\n<p><em>b</em></p>"),
        ("<section><div>a</div><article>b</article></section>", "<p>a</p>\n<p>b</p>"),
        ("<td>a</td><td>b</td>", "<p>a b</p>"),
        ("<p><x>foo</x><y>bar</y></p>", "<p>foo</p>\n<p>bar</p>"),
        ("<p>foo<textarea>bar</textarea>baz", "<p>foo bar baz</p>"),
        ("<p>S<span>ura</span><font size=2>baya</font></p>", "<p>Surabaya</p>"),
        ("<p>a</p><p>&nbsp;</p><p><br></p><p><b> </b></p>", "<p>a</p>"),
        ("<p>a<b> </b>c</p>", "<p>a c</p>"),
        ("<p><b>a</b> <b>c</b></p>", "<p><strong>a c</strong></p>"),
        ("<p>a<b><br></b>c</p>", "<p>a<br>c</p>"),
        ("<pre>" + "\n" * 60 + "a</pre>", "<pre>a</pre>"),
        ("<p>1.400&nbsp;orang\u202fdatang</p>", "<p>1.400 orang datang</p>"),
        ("<p>a\x00\x07b&#1;c\x0bd</p>", "<p>abc\nd</p>"),
        ("<p>Ja\xadtim\ud800</p>", "<p>Jatim</p>"),
        ("<iframe src='https://www.youtube.com/embed/x'></iframe>", ""),
        ("<p><img src='data:image/png;base64,x'></p>", ""),
        ("<img src=/a.jpg alt='' width=1 height=x>", '<p><img alt="" src="/a.jpg" width="1"></p>'),
        ("<img src=https://a.example/a.jpg>", '<p><img src="https://a.example/a.jpg"></p>'),
        ("<p>lihat <a href='x.html'>ini</a></p>", "<p>lihat ini</p>"),
        ("<a href='/berita'>b</a>", '<p><a href="/berita" rel="noopener noreferrer">b</a></p>'),
        ("<a href='tel:112'>b</a>", '<p><a href="tel:112" rel="noopener noreferrer">b</a></p>'),
        ("<ul><li>a<ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul>a<ul><li>b</ul></ul>", "<ul><li>a</li><li><ul><li>b</li></ul></li></ul>"),
        ("<ul><li>a<div></div>b</ul>", "<ul><li>a<br>b</li></ul>"),
        ("<pre>\n a\n\tb</pre>", "<pre> a\n\tb</pre>"),
        ("<figure class='image besar'><img src=/a.jpg><figcaption>k</figcaption></figure>",
         '<figure class="image"><img src="/a.jpg"><figcaption>k</figcaption></figure>'),
        ("<table><tfoot><tr><td>a<td></table>",
         "<table><tbody><tr><td>a</td><td></td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_html_takes_the_shape_of_the_newsroom(html: str, cleaned: str) -> None:
    assert clean(html) == cleaned


def test_a_paste_from_word_keeps_the_words_alone() -> None:
    pasted = """<!--[if gte mso 9]><xml><w:WordDocument>slot</w:WordDocument></xml><![endif]-->
    <style><!-- p.MsoNormal {margin:0cm;} --></style>
    <p class=MsoNormal style='margin-bottom:0cm'><b style='mso-bidi-font-weight:normal'><span
    lang=IN style='font-family:"Times New Roman"'>Surabaya</span></b><span lang=IN>&nbsp;-
    Gubernur<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
    <p class=MsoListParagraph style='text-indent:-18.0pt'><![if !supportLists]>1.<![endif]>
    <st1:City><st1:place>Malang</st1:place></st1:City>, Jatim<v:shape id=x></v:shape></p>"""
    assert clean(pasted) == (
        "<p><strong>Surabaya</strong> -\nGubernur</p>\n<p>1.\nMalang, Jatim</p>"
    )


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("*tebal* dan _miring_", "<strong>tebal</strong> dan <em>miring</em>"),
        ("*dua kata*, ya", "<strong>dua kata</strong>, ya"),
        ("“*Siap*,” katanya (_segera_)", "“<strong>Siap</strong>,” katanya (<em>segera</em>)"),
        ("_*dua-duanya*_", "<em><strong>dua-duanya</strong></em>"),
        ("*_dua-duanya_*", "<strong><em>dua-duanya</em></strong>"),
        ("*tebal <em>dan</em> lagi*", "<strong>tebal <em>dan</em> lagi</strong>"),
        ("*tebal*nya _miring_nya", "*tebal*nya _miring_nya"),
        ("2*3*4 snake_case_nama", "2*3*4 snake_case_nama"),
        ("* butir * lain", "* butir * lain"),
        ("*satu\nbaris*", "*satu\nbaris*"),
        ("kata* dan kata*", "kata* dan kata*"),
        ("Selesai. (*) Lagi. (*)", "Selesai. (*) Lagi. (*)"),
        ("**dua** __dua__ ____", "**dua** __dua__ ____"),
        ("<code>*a* _b_</code>", "<code>*a* _b_</code>"),
        ("https://a.example/_b_/c", "https://a.example/_b_/c"),
        ("<a href='/_b_'>*c*</a>",
         '<a href="/_b_" rel="noopener noreferrer"><strong>c</strong></a>'),
    ],
)  # fmt: skip
def test_whatsapp_marks_become_emphasis_at_word_borders_only(typed: str, cleaned: str) -> None:
    assert clean(f"<p>{typed}</p>") == f"<p>{cleaned}</p>"


def test_marks_in_preformatted_text_stay() -> None:
    assert clean("<pre>*a* _b_</pre>") == "<pre>*a* _b_</pre>"


def test_copy_of_a_real_page_comes_through_word_by_word() -> None:
    copy = """Jatim Newsroom - Sekdaprov, Adhy Karyono, berkunjung, Selasa (9/8/2022).\u00a0

kehadiran Sekdaprov disambut oleh Kepala Dinas, Alwi, di UPT/Balai yang di-manage modern.\u00a0

“Hampir 1.400\u00a0orang & SDM solid,” katanya. (her/s)"""
    assert clean(copy).count("<p>") == 3
    assert plain(clean(copy)).split() == copy.split()
    assert credit(plain(clean(copy))) == Credit(("her", "s"), "(her/s)")


def test_deep_nesting_neither_fails_nor_drags() -> None:
    assert clean("<div>" * 3000 + "x") == "<p>x</p>"
    assert plain(clean("<ul><li>" * 500 + "x")) == "x"
    assert clean("<ul><li>" * 500 + "x").count("<ul>") <= 30


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a &amp; b</p>\n<p>c<br>d</p>", "a & b\n\nc\nd"),
        ("<ul><li>a</li><li>b</li></ul><p>c</p>", "a\nb\n\nc"),
        ("<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<p>a\nb</p>", "a b"),
        ("", ""),
    ],
)  # fmt: skip
def test_plain_text_keeps_paragraphs_apart(html: str, text: str) -> None:
    assert plain(html) == text


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Rp1,5 Triliun untuk UMKM", "rp1-5-triliun-untuk-umkm"),
        ("Kota—Batu", "kota-batu"),
        ("1.400 Paket", "1-400-paket"),
        ("Dinsos & Dinkes", "dinsos-dan-dinkes"),
        ("Salat Jum'at, Jum’at", "salat-jumat-jumat"),
        ("Café Señor Groß Đà Nẵng", "cafe-senor-gross-da-nang"),
        ("2½ jam", "2-1-2-jam"),
        ("Ja\u200btim\xadku", "jatimku"),
        ("—", ""),
        ("", ""),
        ("kata " * 30, "-".join(["kata"] * 16)),
        ("x" * 100, "x" * 80),
    ],
)  # fmt: skip
def test_a_slug_keeps_amounts_and_words(text: str, made: str) -> None:
    assert slug(text) == made


@given(st.text(max_size=200))
def test_a_slug_is_short_plain_and_stable(text: str) -> None:
    made = slug(text)
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", made)
    assert len(made) <= 80
    assert slug(made) == made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ia menutup. (her/s)", Credit(("her", "s"), "(her/s)")),
        ("katanya.” (jal)", Credit(("jal",), "(jal)")),
        ("selesai!(red)\n", Credit(("red",), "(red)")),
        ("Pertama.\n\nAkhir. (*)", Credit(("*",), "(*)")),
        ("Akhir. [sar/but]", Credit(("sar", "but"), "[sar/but]")),
        ("tanpa titik (jal)", None),
        ("Akhir. (Jal)", None),
        ("Akhir. (redaksi)", None),
        ("Akhir. (her/s]", None),
        ("Akhir. (her/s) Lagi.", None),
        ("Akhir. (her s)", None),
        ("", None),
    ],
)
def test_a_credit_code_closes_the_last_sentence(text: str, found: Credit | None) -> None:
    assert credit(text) == found


@pytest.mark.parametrize(("count", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (400, 2)])
def test_reading_time_rounds_up(count: int, minutes: int) -> None:
    html = f"<p>{'kata — ' * count}</p>"
    assert markup.words(html) == count
    assert markup.reading_minutes(html) == minutes


def test_bare_spaces_touch_no_wording() -> None:
    assert markup.bare_spaces(" a\u00a0\u202f b\t c\n d ") == "a b c\n d"
    assert markup.one_line(" Judul\r\nbaru\x00dan\u2028lagi\u00a0 ") == "Judul baru dan lagi"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Rp3,8 miliar", "Rp3,8\u00a0miliar"),
        ("<p>5 persen, 10 km. 14:48 WIB</p>", "<p>5\u00a0persen, 10\u00a0km. 14:48\u00a0WIB</p>"),
        ("<img alt='5 km > 4 km' src='/a'>5 km", "<img alt='5 km > 4 km' src='/a'>5\u00a0km"),
        ("5 kmx, 10 Agustus, 5  km", "5 kmx, 10 Agustus, 5  km"),
        ("3 < 5 km", "3 < 5\u00a0km"),
    ],
)
def test_numbers_keep_their_units_outside_tags(text: str, kept: str) -> None:
    assert keep_together(text) == kept
    assert keep_together(kept) == kept


@pytest.mark.parametrize(
    "name",
    [
        "#Dinsos Jatim",
        "dinsos jatim",
        "#dinsosjatim",
        "ＤＩＮＳＯＳ\u00a0Jatim",
        "Dinsos\x00 Ja\u200btim\n",
    ],
)
def test_spellings_of_one_topic_share_a_key(name: str) -> None:
    assert tag_key(name) == "dinsosjatim"


@given(st.text(max_size=60))
def test_a_topic_name_has_the_key_of_what_was_typed(name: str) -> None:
    assert tag_key(tag_key(name)) == tag_key(name)
    assert tag_name(tag_name(name)) == tag_name(name)
    assert tag_key(tag_name(name)) == tag_key(name)


def test_a_topic_name_stays_as_typed_but_tidy() -> None:
    assert tag_name(" #Dinsos \n Jatim ") == "Dinsos Jatim"
    assert len(tag_name("kata " * 30)) <= 60


def test_a_style_of_endless_digits_is_read_in_no_time() -> None:
    digits = "0" * 100_000
    for style in (f"filter:opacity({digits}", f"left:{digits}", f"transform:scale({digits}"):
        assert clean(f'<p style="{style}">Air bersih</p>') == "<p>Air bersih</p>"
