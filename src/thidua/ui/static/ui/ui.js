// Three comforts; every page works without them.
// A confirmation opens as a modal dialog (without this file it opens in place, through its #address).
document.addEventListener("click", (event) => {
  const opener = event.target.closest("a[data-dialog]");
  const closer = event.target.closest("a[data-close]");
  if (opener) {
    event.preventDefault();
    document.querySelector(opener.hash).showModal();
  } else if (closer?.closest("dialog").open) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});
// After a refused form, the list of what to mend has the focus.
document.querySelector("[data-focus]")?.focus();
// What says data-live is fetched anew every two seconds, until it no longer says so (a run of printing is done).
const live = async () => {
  const part = document.querySelector("[data-live]");
  if (!part) return;
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
    if (fresh && !part.contains(document.activeElement)) part.replaceWith(fresh);
  }
  setTimeout(live, 2000);
};
setTimeout(live, 2000);
