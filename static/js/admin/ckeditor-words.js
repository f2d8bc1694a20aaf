"use strict";
// CKEditor's Indonesian is half English. Its dialogs offer only what a story may keep.
{
  const said = {
    editorPanel: "Panel penyunting teks",
    common: {
      editorHelp: "Tekan Alt+0 untuk bantuan", url: "Alamat", options: "Pilihan", keyboardShortcut: "Pintasan papan tombol",
      confirmCancel: "Ada isian yang berubah. Tutup tanpa menyimpannya?", invalidValue: "Isian ini tidak sah.",
    },
    basicstyles: { bold: "Tebal", italic: "Miring" },
    blockquote: { toolbar: "Kutipan" },
    clipboard: { pasteNotification: "Tekan %1 untuk menempel: peramban ini tidak mengizinkan tombolnya." },
    pastetext: { pasteNotification: "Tekan %1 untuk menempel: peramban ini tidak mengizinkan tombolnya." },
    format: { label: "Bentuk", panelTitle: "Bentuk paragraf", tag_p: "Paragraf", tag_h2: "Subjudul", tag_h3: "Anak judul", tag_h4: "Butir judul" },
    list: { bulletedlist: "Daftar berbutir", numberedlist: "Daftar bernomor" },
    link: {
      info: "Tautan", displayText: "Teks yang tampil", type: "Jenis", toUrl: "Alamat web", toEmail: "Surel", toPhone: "Telepon", other: "lainnya",
      emailAddress: "Alamat surel", emailSubject: "Judul surel", emailBody: "Isi surel", phoneNumber: "Nomor telepon",
      noUrl: "Tulis alamat tautannya.", noEmail: "Tulis alamat surelnya.", noTel: "Tulis nomor teleponnya.",
      menu: "Sunting tautan", unlink: "Hapus tautan",
    },
    removeformat: { toolbar: "Hapus format" },
    sourcearea: { toolbar: "Kode HTML" },
    specialchar: {
      options: "Karakter khusus", title: "Karakter khusus", toolbar: "Karakter khusus",
      ndash: "Tanda pisah pendek", mdash: "Tanda pisah", hellip: "Elipsis", frac14: "Seperempat", frac12: "Setengah", frac34: "Tiga perempat",
      sup2: "Pangkat dua", sup3: "Pangkat tiga", sect: "Tanda pasal", reg: "Merek terdaftar", trade: "Merek dagang", copy: "Hak cipta",
      pound: "Tanda pound", euro: "Tanda euro", yen: "Tanda yen", bull: "Butir", rarr: "Panah ke kanan", asymp: "Hampir sama dengan",
      agrave: "a dengan aksen kiri", eacute: "e dengan aksen kanan", egrave: "e dengan aksen kiri", uuml: "u dengan trema", ccedil: "c dengan cedilla",
    },
    table: {
      title: "Tabel", toolbar: "Tabel", menu: "Sifat tabel", headers: "Kepala tabel", headersRow: "Baris pertama", caption: "Keterangan tabel",
      invalidRows: "Jumlah baris harus lebih besar dari 0.", invalidCols: "Jumlah kolom harus lebih besar dari 0.",
    },
    toolbar: { toolbars: "Bilah alat" },
    undo: { undo: "Urungkan", redo: "Ulangi" },
  };
  const fill = (words, better) => {
    for (const [name, word] of Object.entries(better)) {
      if (typeof word === "object") fill((words[name] ??= {}), word);
      else words[name] = word;
    }
  };
  const indonesian = document.documentElement.lang === "id";
  window.CKEDITOR?.on("instanceCreated", ({ editor }) => editor.on("langLoaded", () => {
    if (!indonesian) return;
    fill(editor.lang, said);
    editor.title = editor.applicationTitle = "Naskah berita";
  }));
  const only = (field, kept) => { field.items = field.items.filter(([, value]) => kept.includes(value)); };
  window.CKEDITOR?.on("dialogDefinition", ({ data: { name, definition } }) => {
    if (name === "specialchar") Object.assign(definition, { charColumns: 8, minHeight: 200 });
    if (name !== "link") return;
    const info = definition.getContents("info");
    only(info.get("linkType"), ["url", "email", "tel"]);
    only(info.get("protocol"), ["https://", "http://", ""]);
    for (const part of ["anchorOptions", "browse"]) info.remove(part);
  });
}
