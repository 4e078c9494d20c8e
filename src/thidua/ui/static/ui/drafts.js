// What is being typed in a form marked data-draft is kept in this browser until it has been recorded: a browser that
// dies, a network that is gone, a second tab or a refused form loses nothing. Nothing leaves the machine, and signing
// out wipes it. A page works without this file.
const words = document.querySelector("#ban-nhap");
const forms = [...document.querySelectorAll("form[data-draft]")];
const WAIT = 1000; // after the last key
const MOST = 3000; // however fast one types
const DAYS = 14;
const SENT = "ban-nhap-da-gui";

const database = new Promise((resolve, reject) => {
  const asked = indexedDB.open("thidua", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "key" });
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

// `strict`: handed to the disk before it is called done.
async function within(act, mode = "readwrite") {
  const work = (await database).transaction("drafts", mode, { durability: "strict" });
  const answer = act(work.objectStore("drafts"));
  return new Promise((resolve, reject) => {
    work.oncomplete = () => resolve(answer?.result);
    work.onerror = () => reject(work.error);
  });
}
const put = (draft) => within((store) => store.put(draft));
const all = () => within((store) => store.getAll(), "readonly");
const drop = (...keys) => within((store) => keys.forEach((key) => store.delete(key)));

const kept = (field) => field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type);
const fieldsOf = (form) => [...form.elements].filter(kept);
const valueOf = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);
// A radio has many elements of one name: its value belongs to its place.
const placeOf = (field) => (field.type === "radio" ? `${field.name}=${field.value}` : field.name);
const said = (form) => Object.fromEntries(fieldsOf(form).map((field) => [placeOf(field), valueOf(field)]));
const same = (one, other) => Object.keys(other).every((place) => !(place in one) || one[place] === other[place]);

function fill(form, values) {
  for (const field of fieldsOf(form)) {
    const value = values[placeOf(field)];
    if (value === undefined) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = value;
    else field.value = value;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

const time = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "medium" });
const nameOf = (form, number) => `${words.dataset.user}|${location.pathname}|${form.getAttribute("action") || ""}|${number}`;

class Draft {
  constructor(form, number) {
    this.form = form;
    this.name = nameOf(form, number);
    this.key = `${this.name}|${crypto.getRandomValues(new Uint32Array(2)).join("")}`; // each page its own: tabs never meet
    this.before = said(form);
    this.from = [];
    this.state = words.content.querySelector("[data-state]").cloneNode(true);
    form.append(this.state);
    navigator.locks?.request(this.key, () => new Promise(() => {})); // held while this page lives
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon());
    form.addEventListener("submit", (event) => this.send(event));
    addEventListener("pagehide", () => this.waiting && this.save());
    addEventListener("offline", () => this.tell("offline"));
    addEventListener("online", () => this.tell("kept"));
  }

  soon() {
    this.first ??= Date.now();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), Math.max(0, Math.min(WAIT, this.first + MOST - Date.now())));
  }

  async save() {
    clearTimeout(this.waiting);
    this.waiting = this.first = undefined;
    const fields = said(this.form);
    if (same(fields, this.before) && !this.from.length) return drop(this.key);
    this.at = Date.now();
    await put({ key: this.key, name: this.name, at: this.at, fields });
    this.tell(navigator.onLine ? "kept" : "offline");
  }

  tell(what) {
    if (!this.at && what === "kept") return;
    this.state.hidden = false;
    this.state.textContent = this.state.dataset[what].replace("{at}", this.at ? time(this.at) : "");
  }

  send(event) {
    if (!navigator.onLine) {
      event.preventDefault(); // the browser would put its own error page in the place of what was typed
      this.tell("offline");
    }
    this.save();
    if (navigator.onLine) sessionStorage.setItem(SENT, JSON.stringify([this.key, ...this.from]));
  }

  offer(draft, isElsewhere) {
    const notice = words.content.querySelector("[data-offer]").cloneNode(true);
    notice.querySelector("time").textContent = time(draft.at);
    notice.querySelector("[data-elsewhere]").hidden = !isElsewhere;
    notice.querySelector("[data-restore]").addEventListener("click", () => {
      this.from.push(draft.key);
      fill(this.form, draft.fields);
      notice.remove();
    });
    notice.querySelector("[data-drop]").addEventListener("click", () => {
      drop(draft.key);
      notice.remove();
    });
    this.form.before(notice);
  }
}

async function begin() {
  const sent = JSON.parse(sessionStorage.getItem(SENT) || "[]");
  sessionStorage.removeItem(SENT);
  const status = performance.getEntriesByType("navigation")[0]?.responseStatus;
  const isRecorded = status === undefined ? !document.querySelector(".errors") : status === 200;
  if (isRecorded) await drop(...sent);
  const held = (await navigator.locks?.query())?.held?.map((each) => each.name) ?? [];
  const found = (await all()).sort((one, other) => other.at - one.at);
  await drop(...found.filter((draft) => draft.at < Date.now() - DAYS * 86400000).map((draft) => draft.key));
  forms.forEach((form, number) => {
    const draft = new Draft(form, number);
    for (const old of found.filter((each) => each.name === draft.name)) {
      if (!same(old.fields, draft.before)) draft.offer(old, held.includes(old.key));
      else if (isRecorded && !held.includes(old.key)) drop(old.key); // recorded meanwhile, word for word
      else draft.from.push(old.key); // the refused form shows it again
    }
  });
}

if (words) {
  const leave = document.querySelector(`form[action="${words.dataset.signOut}"]`);
  leave?.addEventListener("submit", () => within((store) => store.clear()));
  begin().catch(() => {}); // a browser that keeps nothing (a private window) loses this comfort alone
}
