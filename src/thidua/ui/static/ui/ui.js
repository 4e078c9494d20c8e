// Two comforts; every page works without them.
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
