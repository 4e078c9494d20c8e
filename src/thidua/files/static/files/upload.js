// Files go up one after the other, in parts; what broke off goes on where it stopped, also tomorrow.
// Without this file the form sends them in one request.
const form = document.querySelector("form[data-announce]");
const board = document.querySelector("[data-board]");

const cell = (row, content) => {
  const made = document.createElement("td");
  made.append(content);
  row.append(made);
  return made;
};

const rowFor = (file) => {
  const row = board.querySelector("tbody").insertRow();
  const name = document.createElement("th");
  name.scope = "row";
  name.textContent = file.name;
  row.append(name);
  const bar = document.createElement("progress");
  bar.max = Math.max(file.size, 1);
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  cell(row, bar);
  const result = cell(row, "");
  result.setAttribute("role", "status");
  return { bar, result };
};

const post = async (url, body, headers = {}) => {
  const token = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token, ...headers } });
  if (!answer.ok && answer.status !== 400) throw new Error(`${answer.status}`);
  return answer.json();
};

const parts = async (file, bar) => {
  const said = new FormData();
  said.set("unit", form.elements.unit.value);
  said.set("name", file.name);
  said.set("size", file.size);
  let at = await post(form.dataset.announce, said);
  const { part } = at;
  while (!at.problems && at.received < file.size) {
    const from = at.received;
    const piece = file.slice(from, from + Number(form.dataset.part));
    at = await post(`${part}?from=${from}`, piece, { "Content-Type": "application/octet-stream" });
    if (!at.problems && at.received <= from) throw new Error("no progress");
    bar.value = at.received;
  }
  return at;
};

const tell = (result, said) => {
  result.replaceChildren();
  if (said.url) {
    const link = document.createElement("a");
    link.href = said.url;
    link.textContent = said.word;
    result.append(link);
  }
  for (const problem of said.problems) {
    const line = document.createElement("p");
    line.textContent = problem;
    result.append(line);
  }
};

const send = async (file, { bar, result }) => {
  result.replaceChildren();
  try {
    const came = await parts(file, bar);
    if (came.problems) return tell(result, came);
    result.textContent = board.dataset.checking;
    tell(result, await post(came.finish));
  } catch {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn";
    again.textContent = board.dataset.again;
    again.addEventListener("click", () => send(file, { bar, result }));
    result.replaceChildren(`${board.dataset.broken} `, again);
  }
};

form?.addEventListener("submit", async (event) => {
  const files = [...form.elements.evidence.files];
  if (!files.length) return; // the page says what is missing
  event.preventDefault();
  board.hidden = false;
  const rows = files.map((file) => [file, rowFor(file)]);
  form.elements.evidence.value = "";
  for (const [file, row] of rows) await send(file, row);
});
