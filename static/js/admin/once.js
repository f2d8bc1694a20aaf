"use strict";
// A form is sent once: a second click waits for the page that the first one brings, ten seconds at most.
{
  const sent = new Set();
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post" || e.defaultPrevented) return;
    if (sent.has(form)) {
      e.preventDefault();
      e.stopImmediatePropagation();
      return;
    }
    sent.add(form);
    setTimeout(() => sent.delete(form), 10_000);
  }, { capture: true });
  window.addEventListener("pageshow", () => sent.clear());
}
