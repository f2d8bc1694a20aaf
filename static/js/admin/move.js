"use strict";
{
  const form = document.querySelector(".move-form");

  // the moment in words: native fields print the order of the browser's language, not ours
  const out = form?.querySelector(".in-words");
  if (out) {
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const { day, hour } = form.elements;
    form.addEventListener("input", () => {
      const clock = hour.value ? ` ${hour.value.slice(0, 5)} ${out.dataset.zone}` : "";
      out.textContent = day.valueAsDate ? words.format(day.valueAsDate) + clock : "";
    });
  }

  // the notice as it is typed
  for (const shown of form?.querySelectorAll("[data-shows]") ?? []) {
    const { shows } = shown.dataset;
    form.addEventListener("input", () => {
      const field = form.elements[shows];
      const typed = shows === "kind" ? form.querySelector("[name=kind]:checked")?.parentElement.textContent : field.value;
      shown.textContent = (typed ?? "").trim();
      if (shows !== "kind") shown.parentElement.hidden = !shown.textContent;
    });
  }
}
