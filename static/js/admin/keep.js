"use strict";
// What is typed is kept in this browser until the server says that it has it, and offered where it never got there.
// A copy is named writing/<person>/<address of the screen>/<key of the form>; the page names the forms that were saved.
(() => {
  let store;
  try { store = window.localStorage; } catch { return; } // forbidden here: the screen works without

  const form = document.getElementById("story_form"), box = document.getElementById("kept");
  const root = "writing/", here = `${root}${box.dataset.person}${location.pathname}`;
  const own = here + form.elements.once.value;
  const saved = box.dataset.saved.split(" ");
  const oldest = Date.now() - 7 * 24 * 3600 * 1000;
  const notTyped = /^(csrfmiddlewaretoken|once|base)$|-[A-Z_]+_FORMS$/;
  form.autocomplete = "off"; // a reload shows what the server has; what it lacks is offered

  const names = (start) => Object.keys(store).filter((name) => name.startsWith(start));
  const read = (name) => { try { return JSON.parse(store.getItem(name)); } catch { return null; } };
  const put = (name, copy) => { try { store.setItem(name, JSON.stringify(copy)); } catch { /* no room */ } };
  const editor = () => window.CKEDITOR?.instances.id_body;

  // every field by its name; a text that nobody touched is the server's, not CKEditor's spelling of it
  let arriving = null;
  const body = () => {
    if (arriving !== null) return arriving;
    if (!editor()) return form.elements.body.value;
    return editor().status === "ready" && editor().checkDirty() ? editor().getData() : form.elements.body.defaultValue;
  };
  const typed = () => {
    const values = {};
    for (const [name, value] of new FormData(form)) {
      const text = (name === "body" ? body() : value).trim();
      if (text && !notTyped.test(name)) (values[name] ??= []).push(text);
    }
    return values;
  };
  const flat = (values) => JSON.stringify(Object.entries(values).sort());
  const drawn = flat(typed());
  const refused = "unsaved" in box.dataset; // drawn again with what was typed and not saved

  let waiting = 0;
  const copy = (sent) => ({ at: Date.now(), base: form.elements.base.value, sent, values: typed() });
  const keep = (sent) => {
    clearTimeout(waiting);
    waiting = 0;
    const now = copy(sent);
    if (refused || flat(now.values) !== drawn) put(own, now);
    else store.removeItem(own);
  };
  const later = () => { clearTimeout(waiting); waiting = setTimeout(keep, 400, false); };
  for (const name of ["input", "change", "click"]) form.addEventListener(name, later);
  form.addEventListener("submit", () => keep(true));
  window.addEventListener("pagehide", () => { if (waiting) keep(false); });
  window.CKEDITOR?.on("instanceCreated", (e) => e.editor.on("change", later));

  const restore = ({ base, values }) => {
    form.elements.base.value = base; // so that one who saved meanwhile is not overwritten unseen
    const add = form.querySelector("[data-rows] > button");
    for (let n = 0; values[`bylines-${n}-role`]; n++) if (!form.elements[`bylines-${n}-role`]) add.click();
    for (const field of form.elements) {
      if (!field.name || field.disabled || notTyped.test(field.name) || /^(submit|button|fieldset)$/.test(field.type)) continue;
      const wanted = values[field.name] ?? [];
      if (field.name === "body" && editor()) {
        arriving = wanted[0] ?? "";
        editor().setData(arriving, { callback: () => { arriving = null; later(); } });
      } else if (field.multiple) for (const option of field.options) option.selected = wanted.includes(option.value);
      else if (!field.options || [...field.options].some((option) => option.value === (wanted[0] ?? ""))) field.value = wanted[0] ?? "";
      for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    }
  };

  const when = (at) => {
    const then = new Date(at), { lang } = document.documentElement;
    const hour = [then.getHours(), then.getMinutes()].map((part) => `${part}`.padStart(2, "0")).join(":");
    if (then.toDateString() === new Date().toDateString()) return hour;
    return `${hour}, ${then.toLocaleDateString(lang, { weekday: "long", day: "numeric", month: "long" })}`;
  };
  let offered;
  const offer = () => {
    const found = names(here).filter((name) => name !== own && read(name));
    offered = found.sort((a, b) => read(b).at - read(a).at)[0];
    box.querySelector("p").hidden = !offered;
    if (offered) box.querySelector("time").textContent = when(read(offered).at);
  };
  box.querySelector("[data-restore]").addEventListener("click", () => {
    const kept = read(offered), mine = copy(false);
    if (kept) restore(kept);
    if (kept && flat(mine.values) !== drawn) put(offered, mine); // typed before the offer was seen: they change places
    else store.removeItem(offered);
    if (kept) put(own, { ...kept, sent: false });
    offer();
    form.elements.headline.focus();
  });
  box.querySelector("[data-discard]").addEventListener("click", () => { store.removeItem(offered); offer(); });

  for (const name of names(root)) {
    const found = read(name), arrived = found?.sent && saved.includes(name.split("/").at(-1));
    if (!found || found.at < oldest || arrived || (name.startsWith(here) && flat(found.values) === drawn)) store.removeItem(name);
  }
  if (refused) keep(false);
  offer();
})();
