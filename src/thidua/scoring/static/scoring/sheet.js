// Three comforts of a sheet; it can be filled in and handed in without them.
const form = document.querySelector("form[data-grid]");

// A block copied from Excel goes down the figures, one cell after another, from where it is pasted.
form?.addEventListener("paste", (event) => {
  const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/);
  const start = event.target.closest("input[inputmode=decimal]");
  if (!start || (lines.length === 1 && !lines[0].includes("\t"))) return;
  event.preventDefault();
  const figures = [...form.querySelectorAll("input[inputmode=decimal]")];
  const cells = lines.flatMap((line) => line.split("\t"));
  figures.slice(figures.indexOf(start), figures.indexOf(start) + cells.length).forEach((figure, place) => {
    figure.value = cells[place].trim();
    figure.dispatchEvent(new Event("input", { bubbles: true }));
  });
});

// What was typed is kept a while after the last change; the page says when, or why not.
const told = form?.querySelector("[data-autosaved]");
const PAUSE = 8000;
let waiting = 0;
let isSent = false;
async function save() {
  const response = await fetch(form.dataset.autosave, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "autosave" },
  }).catch(() => null);
  if (!response?.headers.get("Content-Type")?.startsWith("application/json")) return;
  const answer = await response.json();
  if (answer.base) form.elements.base.value = answer.base;
  if (!isSent) told.textContent = answer.words;
}
if (form?.dataset.autosave) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(waiting);
  });
}
