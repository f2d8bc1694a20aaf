"use strict";
// Who can be called in a remark: the list follows to where one writes, narrows to what stands behind
// an @, and a name pressed is put in. Without script it is a list to read.
{
  const who = document.querySelector("details.called");
  const list = who.querySelector("ul");
  const CALL = /(^|[^\w.+@-])@([\w.+-]*)$/;
  let text = who.closest("form").querySelector("textarea");

  const begun = () => text.value.slice(0, text.selectionStart).match(CALL);

  const put = (name) => {
    const call = begun(), end = text.selectionStart;
    const from = call ? end - call[2].length - 1 : end;
    const gap = !call && from && !/\s$/.test(text.value.slice(0, from)) ? " " : "";
    text.focus();
    text.setRangeText(`${gap}@${name} `, from, end, "end");
    narrow();
  };

  const narrow = () => {
    const wanted = begun()?.[2].toLowerCase() ?? "";
    for (const row of list.children) {
      row.hidden = !row.textContent.toLowerCase().split(/[\s@]+/).some((word) => word.startsWith(wanted));
    }
    list.hidden = [...list.children].every((row) => row.hidden);
  };

  for (const row of list.children) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...row.childNodes);
    button.addEventListener("click", () => put(row.dataset.name));
    row.append(button);
  }

  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".say textarea") && event.target !== text) {
      text = event.target;
      text.closest("form").querySelector("[type=submit]").before(who);
      narrow();
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target === text) {
      if (begun()) who.open = true;
      narrow();
    }
  });
}
