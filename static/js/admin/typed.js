"use strict";
// What was sent from the page of a move and never arrived (the session had ended) stands in its fields again.
(() => {
  const form = document.querySelector(".move-form");
  if (!form) return;
  let store;
  try { store = window.sessionStorage; } catch { return; } // forbidden here: the page works without

  const { person, saved } = form.dataset;
  const name = `move/${person}${location.pathname}`;
  const notTyped = /^(csrfmiddlewaretoken|once|seen)$/;
  form.addEventListener("submit", () => {
    const typed = [...new FormData(form)].filter(([field]) => !notTyped.test(field));
    try { store.setItem(name, JSON.stringify({ once: form.elements.once.value, typed })); } catch { /* no room */ }
  });

  const kept = JSON.parse(store.getItem(name) ?? "null");
  store.removeItem(name);
  if (!kept || "bound" in form.dataset || saved.split(" ").includes(kept.once)) return;
  const typed = (field) => kept.typed.filter(([other]) => other === field.name).map(([, value]) => value);
  for (const field of form.elements) {
    if (!field.name || notTyped.test(field.name) || /^(submit|button|fieldset)$/.test(field.type)) continue;
    if (/^(radio|checkbox)$/.test(field.type)) field.checked = typed(field).includes(field.value);
    else field.value = typed(field)[0] ?? "";
  }
  form.dispatchEvent(new Event("input")); // the words beside the fields follow
  form.querySelector(".came-back").hidden = false;
})();
