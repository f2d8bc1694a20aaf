"use strict";
// Turns a list of many choices into chips and one field that finds; the list stays the one that is sent.
for (const box of document.querySelectorAll("[data-chooser]")) {
  const sent = box.querySelector("select");
  const options = [...sent.options];
  const typed = document.createElement("input");
  const known = document.createElement("datalist");
  const list = document.createElement("ul");
  typed.id = sent.id;
  sent.id += "_sent";
  sent.hidden = true;
  known.id = `${typed.id}_known`;
  list.className = "chosen";
  typed.setAttribute("list", known.id);
  typed.autocomplete = "off";
  if (sent.getAttribute("aria-describedby")) typed.setAttribute("aria-describedby", sent.getAttribute("aria-describedby"));
  const draw = () => {
    list.replaceChildren(...options.filter((o) => o.selected).map((o) => {
      const li = document.createElement("li"), b = document.createElement("button");
      b.type = "button";
      b.textContent = `${o.text} ✕`;
      b.setAttribute("aria-label", `${document.documentElement.lang === "en" ? "Remove" : "Hapus"} ${o.text}`);
      b.addEventListener("click", () => { o.selected = false; draw(); typed.focus(); });
      li.append(b);
      return li;
    }));
    known.replaceChildren(...options.filter((o) => !o.selected).map((o) => new Option(o.text, o.text)));
  };
  // one that is typed in full or chosen is taken; on Enter or leaving also the only one that fits
  const take = (sure) => {
    const text = typed.value.trim().toLowerCase();
    if (!text) return;
    const free = options.filter((o) => !o.selected);
    const exact = free.find((o) => o.text.toLowerCase() === text);
    const fits = sure ? free.filter((o) => o.text.toLowerCase().includes(text)) : [];
    const found = exact ?? (fits.length === 1 ? fits[0] : null);
    typed.setAttribute("aria-invalid", String(sure && !found));
    if (!found) return;
    found.selected = true;
    typed.value = "";
    draw();
  };
  typed.addEventListener("input", (e) => { if (e.inputType === "insertReplacementText" || !e.inputType) take(false); });
  typed.addEventListener("change", () => take(true));
  typed.addEventListener("keydown", (e) => { if (e.key === "Enter" && typed.value.trim()) { e.preventDefault(); take(true); } });
  sent.addEventListener("change", draw); // keep.js brings others
  box.prepend(list);
  box.append(typed, known);
  draw();
}
