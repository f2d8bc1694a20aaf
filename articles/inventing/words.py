"""The words that invented stories are made of. Places are real, people and figures are not."""


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.replace("\n", " ").split(",")]


SECTIONS = _listed(
    "Pemerintahan, Ekonomi, Pertanian, Pendidikan, Kesehatan, Sosial, Perhubungan, Lingkungan, "
    "Budaya, Kebencanaan"
)
AGENCIES = {  # short name: name
    "Dinsos": "Dinas Sosial Provinsi Jawa Timur",
    "Dindik": "Dinas Pendidikan Provinsi Jawa Timur",
    "Dinkes": "Dinas Kesehatan Provinsi Jawa Timur",
    "Dishub": "Dinas Perhubungan Provinsi Jawa Timur",
    "DKP": "Dinas Kelautan dan Perikanan Provinsi Jawa Timur",
    "DLH": "Dinas Lingkungan Hidup Provinsi Jawa Timur",
    "BPBD": "Badan Penanggulangan Bencana Daerah Provinsi Jawa Timur",
    "Diskominfo": "Dinas Komunikasi dan Informatika Provinsi Jawa Timur",
    "Disperindag": "Dinas Perindustrian dan Perdagangan Provinsi Jawa Timur",
    "Disbudpar": "Dinas Kebudayaan dan Pariwisata Provinsi Jawa Timur",
    "Dishut": "Dinas Kehutanan Provinsi Jawa Timur",
    "Disnak": "Dinas Peternakan Provinsi Jawa Timur",
    "Disbun": "Dinas Perkebunan Provinsi Jawa Timur",
    "Diskop UKM": "Dinas Koperasi dan UKM Provinsi Jawa Timur",
    "Disnakertrans": "Dinas Tenaga Kerja dan Transmigrasi Provinsi Jawa Timur",
    "Dispora": "Dinas Kepemudaan dan Olahraga Provinsi Jawa Timur",
    "Dispusip": "Dinas Perpustakaan dan Kearsipan Provinsi Jawa Timur",
    "DPMD": "Dinas Pemberdayaan Masyarakat dan Desa Provinsi Jawa Timur",
    "Bappeda": "Badan Perencanaan Pembangunan Daerah Provinsi Jawa Timur",
    "Bapenda": "Badan Pendapatan Daerah Provinsi Jawa Timur",
}
AUTHORS = _listed(
    "Arum Pranowati, Bima Sastrawijaya, Cahyo Wredana, Dyah Palupining, Eko Wirasana, Farida "
    "Nursalma, Galang Mahardika, Hesti Kusumaningrum, Imam Sudarwanto, Jatmiko"
)
COMMON_TAG = "pembangunan jatim"  # on a tenth of the stories
RARE_TAGS = [
    f"{thing} {of}"
    for thing in _listed(
        "pasar, jalan, sekolah, irigasi, panen, wisata, ekspor, koperasi, kampung, pesisir, hutan, "
        "layanan, pelatihan, gizi, air bersih, energi, museum, pelabuhan, beasiswa, sungai"
    )
    for of in _listed(
        "desa, rakyat, terpadu, mandiri, tangguh, lestari, digital, sehat, inklusif, bersama"
    )
][:199]

PLACES = _listed(
    "Bangkalan, Banyuwangi, Blitar, Bojonegoro, Bondowoso, Gresik, Jember, Jombang, Kediri, "
    "Lamongan, Lumajang, Madiun, Magetan, Malang, Mojokerto, Nganjuk, Ngawi, Pacitan, "
    "Pamekasan, Pasuruan, Ponorogo, Probolinggo, Sampang, Sidoarjo, Situbondo, Sumenep, "
    "Trenggalek, Tuban, Tulungagung, Batu, Surabaya"
)
VILLAGES = _listed(
    "Sumberarum, Kalibening, Wonorejo, Tirtomulyo, Karangasri, Banjarmelati, Tegalsari, "
    "Watukosek, Randuagung, Pulosari, Gentengan, Sukodadi, Ngadirejo, Kedungmaron, Jatimulyo, "
    "Sendangharjo"
)
GIVEN = _listed(
    "Adi, Anis, Bayu, Citra, Danang, Endang, Fajar, Gunawan, Hadi, Indah, Joko, Kartika, "
    "Lestari, Mulyadi, Nurul, Oktavia, Pandu, Ratna, Slamet, Tri, Untung, Wahyuni, Yulianto, "
    "Zulaikha"
)
FAMILY = _listed(
    "Prasetya, Wibawa, Hartanti, Sasongko, Purnama, Kusnadi, Wijayanti, Setiadi, Rahmadi, "
    "Susilaningsih, Widagdo, Pramesti, Suryana, Handayaningrum, Baskara, Puspita"
)
POSTS = _listed(
    "Kepala Bidang, Sekretaris, Kepala Seksi, Ketua Kelompok, Kepala Desa, Koordinator Program, "
    "Kepala UPT, Ketua Koperasi, Pendamping Lapangan, Kepala Subbagian"
)
GROUPS = _listed(
    "petani padi, nelayan, perajin batik, pelaku UMKM, guru madrasah, kader posyandu, peternak "
    "sapi, pedagang pasar, siswa SMK, penyandang disabilitas, pemuda desa, ibu rumah tangga, "
    "pekerja migran, relawan bencana, petambak garam, pengemudi angkutan, penjaga hutan, "
    "santri, pembatik muda, pengolah ikan"
)
PROGRAMS = _listed(
    "pelatihan kewirausahaan, perbaikan jaringan irigasi, pasar murah, layanan kesehatan "
    "keliling, penanaman bakau, sekolah lapang, pemetaan aset desa, pendampingan koperasi, "
    "revitalisasi pasar, penyaluran bantuan pangan, pembangunan jembatan gantung, uji emisi "
    "kendaraan, festival budaya, kelas membaca, bursa kerja, vaksinasi ternak, bank sampah, "
    "perpustakaan keliling, konsultasi gizi, pengolahan limbah, rehabilitasi rumah, penguatan "
    "pos ronda"
)
DOING = _listed(
    "memperkuat, memperluas, mempercepat, menjaga, menata, memantau, meningkatkan, memulihkan, "
    "menyederhanakan, mendorong, membuka, menggerakkan, memastikan, menghidupkan, memeriksa"
)
GOALS = _listed(
    "pendapatan warga, mutu layanan, akses air bersih, ketersediaan pupuk, kelancaran "
    "distribusi, minat baca anak, keselamatan jalan, harga kebutuhan pokok, daya saing produk "
    "lokal, kesehatan ibu dan anak, kelestarian sumber air, kesiapsiagaan bencana, kunjungan "
    "wisatawan, keterampilan tenaga kerja, stok pangan daerah, kebersihan sungai, produksi "
    "garam, kualitas udara, jaringan internet desa, kerukunan warga"
)
HOW = _listed(
    "secara bertahap, tanpa dipungut biaya, bersama pemerintah kabupaten, dengan melibatkan "
    "warga, lewat musyawarah desa, sesuai jadwal, dengan pengawasan ketat, memakai bahan "
    "setempat, hingga akhir tahun, pada musim kemarau, melalui aplikasi sederhana, di balai "
    "desa"
)
SAYING = _listed("kata, ujar, tutur, ungkap, jelas, terang, papar, imbuh")
UNITS = _listed("orang, keluarga, hektare, unit, paket, ton, meter, kelompok")
TIMES = _listed(
    "pekan ini, bulan lalu, sejak awal tahun, pada triwulan pertama, dalam tiga bulan terakhir, "
    "setiap hari Jumat, selama musim tanam, pagi tadi, menjelang hari raya, sepanjang semester "
    "ini"
)
THOUGHTS = _listed(
    "kami ingin manfaatnya terasa sampai ke dusun, yang penting warga tidak menunggu terlalu "
    "lama, hasilnya memang belum sempurna tetapi arahnya sudah benar, kami belajar dari "
    "kekurangan tahun lalu, semua pihak harus mau turun ke lapangan, data yang rapi membuat "
    "keputusan lebih cepat, anak muda di sini punya banyak gagasan, jangan sampai ada yang "
    "tertinggal, gotong royong masih menjadi modal terbesar kami, kami akan datang lagi untuk "
    "memeriksa hasilnya"
)
