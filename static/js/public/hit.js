// Tells the newsroom that a story was read, once its page is really seen. Says nothing of the reader.
const seen = () => {
  if (document.visibilityState === "visible") {
    navigator.sendBeacon("/hit", document.body.dataset.hit);
  } else {
    document.addEventListener("visibilitychange", seen, { once: true });
  }
};

if (document.prerendering) {
  document.addEventListener("prerenderingchange", seen, { once: true });
} else {
  seen();
}
