// "Copy link" copies; without script, or where copying is refused, it stays a link to the page.
const SHOWN_FOR = 2500; // milliseconds

for (const link of document.querySelectorAll("a[data-copied]")) {
  const words = link.querySelector("span");
  const asked = words.textContent;
  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      location.assign(link.href);
      return;
    }
    words.textContent = link.dataset.copied;
    setTimeout(() => { words.textContent = asked; }, SHOWN_FOR);
  });
}
