"""Frequent misspellings of Indonesian newsrooms, and how KBBI writes them. Only to suggest."""

import re
from collections.abc import Iterator

PAIRS = """
managemen manajemen · menejemen manajemen · menejer manajer · menyampaiakan menyampaikan
ijin izin · perijinan perizinan · mengijinkan mengizinkan · diijinkan diizinkan · seijin seizin
resiko risiko · beresiko berisiko · praktek praktik · prakteknya praktiknya
himbau imbau · himbauan imbauan · menghimbau mengimbau · dihimbau diimbau
aktifitas aktivitas · efektifitas efektivitas · produktifitas produktivitas
kreatifitas kreativitas · sportifitas sportivitas · obyektifitas objektivitas
analisa analisis · menganalisa menganalisis · hipotesa hipotesis · metoda metode
silahkan silakan · silahturahmi silaturahmi · Nopember November · Pebruari Februari
propinsi provinsi · merubah mengubah · dirubah diubah · negri negeri
apotik apotek · atlit atlet · antri antre · antrian antrean · cidera cedera · jadual jadwal
nasehat nasihat · hakekat hakikat · sistim sistem · tehnik teknik · tehnis teknis
tehnologi teknologi · tekhnologi teknologi · tekhnis teknis · tekhnik teknik
kwalitas kualitas · kwantitas kuantitas · kwitansi kuitansi · prosentase persentase
obyek objek · subyek subjek · obyektif objektif · subyektif subjektif
faham paham · difahami dipahami · fikir pikir · fikiran pikiran · fihak pihak · jaman zaman
ijasah ijazah · konkrit konkret · kongkrit konkret · kordinasi koordinasi
kordinator koordinator · lembab lembap · mempengaruhi memengaruhi · dipengarui dipengaruhi
menyolok mencolok · mesjid masjid · ustad ustaz · orisinil orisinal · personil personel
paska pasca · raport rapor · sekedar sekadar · sekertaris sekretaris · sekertariat sekretariat
supir sopir · standarisasi standardisasi · terlanjur telanjur · trampil terampil
ketrampilan keterampilan · varitas varietas · frustasi frustrasi · handal andal
karir karier · kadaluarsa kedaluwarsa · kadaluwarsa kedaluwarsa · rejeki rezeki
seksama saksama · tauladan teladan · ekstrim ekstrem · hirarki hierarki · katagori kategori
kuatir khawatir · mahluk makhluk · milyar miliar · milyard miliar · trilyun triliun
triliyun triliun · nomer nomor · respon respons · tradisionil tradisional · vidio video
diatas di~atas · dibawah di~bawah · didalam di~dalam · diluar di~luar · diantara di~antara
disamping di~samping · dimana di~mana · disini di~sini · disana di~sana · didepan di~depan
kedepan ke~depan · kesini ke~sini · kesana ke~sana
bekerjasama bekerja~sama · kerjasama kerja~sama · terimakasih terima~kasih
tanggungjawab tanggung~jawab · orangtua orang~tua · rumahsakit rumah~sakit
"""
MISSPELT: dict[str, str] = {
    wrong.lower(): right.replace("~", " ")
    for wrong, right in (pair.split() for pair in re.split("[·\n]", PAIRS) if pair.strip())
}
# Of a word between spaces: an address, an e-mail, a #topic or a @name is not prose.
NOT_PROSE = re.compile(r"://|[@#]\w|^www\.|\w\.(?:id|com|net|org|info|gov)(?!\w)", re.IGNORECASE)
# Not in a longer word, nor one half of it: `me-ijin-kan`.
MISSPELT_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(MISSPELT)})(?![\w-])", re.IGNORECASE)


def misspelt(text: str) -> Iterator[tuple[str, str]]:
    """Each misspelt word of a plain text as it stands there, and how it is written."""
    prose = " ".join(word for word in text.split() if not NOT_PROSE.search(word))
    for found in MISSPELT_WORD.finditer(prose):
        right = MISSPELT[found[0].lower()]
        yield found[0], right[0].upper() + right[1:] if found[0][0].isupper() else right
