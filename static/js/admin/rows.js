"use strict";
// Rows of people: one more, one less. Without script the one blank row and a save do the same.
for (const box of document.querySelectorAll("[data-rows]")) {
  const prefix = box.dataset.rows;
  const total = box.querySelector(`[name=${prefix}-TOTAL_FORMS]`);
  const rows = () => [...box.querySelectorAll(".person")];
  const button = (text, act) => {
    const b = document.createElement("button");
    b.type = "button";
    b.className = "plain";
    b.textContent = text;
    b.addEventListener("click", act);
    return b;
  };
  // a row that is taken away stays in the form without a person: it counts for nothing
  const dress = (row) => row.append(button(box.dataset.remove, () => {
    row.querySelector("select[id$=author]").value = "";
    row.hidden = true;
    add.focus();
  }));
  const add = button(box.dataset.add, () => {
    const row = blank.cloneNode(true), number = total.value;
    for (const part of row.querySelectorAll("[id], [name], [for]")) {
      for (const name of ["id", "name", "for"]) {
        if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/-\d+-/, `-${number}-`));
      }
    }
    total.value = Number(number) + 1;
    dress(row);
    add.before(row);
    row.querySelector("select").focus();
    add.hidden = rows().length >= Number(box.dataset.most);
  });
  const blank = rows().at(-1).cloneNode(true);
  blank.querySelector("select[id$=author]").value = "";
  for (const row of rows()) dress(row);
  const last = rows().at(-1);
  if (rows().length > 1 && !last.querySelector("select[id$=author]").value) { last.remove(); total.value -= 1; }
  box.append(add);
}
