"use strict";
{
  const editors = () => Object.values(window.CKEDITOR?.instances ?? {});
  const byId = (id) => document.getElementById(id);
  const dateline = byId("id_dateline");
  const form = byId("story_form");

  // letters used, beside headline and summary; a headline is one line of text however it wraps
  for (const area of document.querySelectorAll("textarea[data-count]")) {
    const out = area.parentElement.querySelector("output");
    const show = () => {
      out.textContent = `${area.value.length} / ${area.dataset.count}`;
      if (!CSS.supports("field-sizing", "content")) { area.style.height = "auto"; area.style.height = `${area.scrollHeight}px`; }
    };
    area.addEventListener("input", show);
    show();
  }
  document.querySelector("textarea.headline")?.addEventListener("keydown", (e) => { if (e.key === "Enter") e.preventDefault(); });

  // the editor's frame takes the theme and shows the dateline where readers will see it
  const dress = (editor) => {
    const root = editor.document?.$?.documentElement;
    if (!root) return;
    root.dataset.theme = document.documentElement.dataset.theme;
    root.style.setProperty("--dateline", JSON.stringify(dateline.value.trim() ? `${dateline.value.trim()} – ` : ""));
  };
  window.CKEDITOR?.on("instanceCreated", ({ editor }) => editor.on("contentDom", () => dress(editor)));
  new MutationObserver(() => editors().forEach(dress)).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  dateline.addEventListener("input", () => editors().forEach(dress));

  // what CKEditor's Indonesian lacks
  const said = {
    format: { label: "Bentuk", tag_p: "Paragraf", tag_h2: "Subjudul", tag_h3: "Anak judul", tag_h4: "Butir judul" },
    link: { info: "Tautan", displayText: "Teks yang tampil", type: "Jenis", url: "Alamat", toUrl: "Alamat web", target: "Sasaran" },
  };
  if (document.documentElement.lang === "id") window.CKEDITOR?.on("instanceCreated", ({ editor }) => editor.on("langLoaded", () => {
    for (const [part, words] of Object.entries(said)) Object.assign(editor.lang[part] ?? {}, words);
  }));

  // a text nobody touched is sent as it came: CKEditor's own spelling of it must not make a revision
  let sending = false;
  document.addEventListener("submit", (e) => {
    if (e.target !== form) return;
    sending = true;
    for (const editor of editors()) if (!editor.checkDirty()) editor.element.$.value = editor.element.$.defaultValue;
  });

  // leaving with something unsaved asks first
  let touched = false;
  form.addEventListener("input", () => { touched = true; });
  window.addEventListener("beforeunload", (e) => {
    if (!sending && (touched || editors().some((x) => x.checkDirty()))) e.preventDefault();
  });

  // a date in words: native fields print the order of the browser's language, not ours
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  for (const field of document.querySelectorAll("input[type=date]")) {
    const out = document.createElement("output");
    out.className = "in-words";
    const show = () => { out.textContent = field.valueAsDate ? words.format(field.valueAsDate) : ""; };
    field.addEventListener("input", show);
    field.insertAdjacentElement("afterend", out);
    show();
  }

  // the chosen photo is shown at once
  for (const image of document.querySelectorAll("img[data-preview]")) {
    const select = byId(image.dataset.preview);
    select.addEventListener("change", () => {
      const { src } = select.selectedOptions[0].dataset;
      image.hidden = !src;
      image.removeAttribute("width");
      image.removeAttribute("height");
      if (src) image.src = src;
    });
  }

  // a link to a field opens its group
  document.addEventListener("click", (e) => {
    const link = e.target.closest?.("a[href^='#id_'], a[href^='#cke_']");
    const target = link && byId(link.hash.slice(1));
    if (!target) return;
    e.preventDefault();
    target.closest("details")?.setAttribute("open", "");
    (editors().find((x) => `cke_${x.name}` === target.id) ?? target).focus();
  });
}
