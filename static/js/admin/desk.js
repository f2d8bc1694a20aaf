"use strict";
{
  const editors = () => Object.values(window.CKEDITOR?.instances ?? {});
  const byId = (id) => document.getElementById(id);
  const dateline = byId("id_dateline");
  const form = byId("story_form");

  // letters used, beside headline and summary, once there are any; a headline is one line of text however it wraps
  for (const area of document.querySelectorAll("textarea[data-count]")) {
    const out = area.parentElement.querySelector("output");
    const show = () => {
      out.textContent = area.value ? `${area.value.length} / ${area.dataset.count}` : "";
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
    root.style.setProperty("--dateline", JSON.stringify(dateline.value.trim() ? `${dateline.value.trim()} - ` : ""));
  };
  window.CKEDITOR?.on("instanceCreated", ({ editor }) => editor.on("contentDom", () => dress(editor)));
  new MutationObserver(() => editors().forEach(dress)).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  dateline.addEventListener("input", () => editors().forEach(dress));

  // a text nobody touched is sent as it came: CKEditor's own spelling of it must not make a revision
  let sending = false;
  document.addEventListener("submit", (e) => {
    if (e.target !== form) return;
    sending = true;
    setTimeout(() => { sending = false; }, 10_000); // nothing came of it: leaving asks again
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

  // the chosen photo is shown at once; its words stand in where none are typed, or those of the one before
  for (const box of document.querySelectorAll("[data-preview]")) {
    const select = byId(box.dataset.preview);
    const words = () => ({ ...select.selectedOptions[0].dataset });
    let before = words();
    select.addEventListener("change", () => {
      const now = words();
      const image = Object.assign(new Image(), { src: now.src ?? "", alt: box.dataset.words, className: "lead-photo" });
      box.replaceChildren(...(now.src ? [image] : []));
      for (const name of ["alt", "caption", "credit"]) {
        const field = byId(`${select.id}_${name}`);
        if (!field.value.trim() || field.value === before[name]) field.value = now[name] ?? "";
      }
      before = now;
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
