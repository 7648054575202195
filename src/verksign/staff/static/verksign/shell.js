/* What every staff page does: the beat that polls follow, menus, toasts, dialogs, rows and keys. */

const BEAT = 2000;
const TOAST_STAYS = 6000;

/* Everything that keeps itself fresh listens for "beat", and rests while nobody looks or is logged in. */
function beat() {
  if (document.visibilityState !== "visible" || document.getElementById("again")) return;
  document.body.dispatchEvent(new CustomEvent("beat"));
}
setInterval(beat, BEAT);
document.addEventListener("visibilitychange", beat);

/* Menus: one open at a time, closed by Esc or a press outside; focus goes back to what opened it. */
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

const sentences = document.getElementById("toast");

/* Toasts: six seconds unless pointer or focus is on them; errors stay until closed. */
function live(toast) {
  if (toast.dataset.lives) return;
  toast.dataset.lives = "yes";
  toast.querySelector("[data-close]").addEventListener("click", () => toast.remove());
  if (toast.getAttribute("role") === "alert") return;
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, 1000);
    else toast.remove();
  };
  setTimeout(leave, TOAST_STAYS);
}

function tell(what) {
  const toast = sentences.content.firstElementChild.cloneNode(true);
  toast.querySelector("p").textContent = sentences.dataset[what];
  document.getElementById("toasts").append(toast);
  live(toast);
}

document.body.addEventListener("news", (event) => {
  document.getElementById("toasts").append(event.detail);
  live(event.detail);
});

/* Dialogs are pages of their own; when htmx has brought one it is shown on top of this page. */
function open(dialog) {
  const opener = document.activeElement;
  dialog.removeAttribute("open");
  dialog.showModal();
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  });
}
document.addEventListener("click", (event) => {
  const closer = event.target.closest("dialog [data-close-dialog]");
  if (!closer || !closer.closest("dialog").matches(":modal")) return;
  event.preventDefault();
  closer.closest("dialog").close();
});

function settle(root) {
  for (const toast of root.querySelectorAll(".toast")) live(toast);
  for (const dialog of root.querySelectorAll("#dialog > dialog")) {
    if (!dialog.matches(":modal")) open(dialog);
  }
}
settle(document);
document.body.addEventListener("htmx:afterSettle", () => settle(document));

/* What htmx could not do is told, never swallowed. A poll that fails is tried again at the next beat. */
document.body.addEventListener("htmx:sendError", (event) => {
  if (!isBeat(event)) tell("offline");
});
document.body.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (isBeat(event) || status === 401 || status === 422) return;
  if (status === 403) tell("forbidden");
  else if (status === 404) tell("gone");
  else tell("fault");
});

/* A list that somebody points at or stands in waits; a row that has changed shows it for a moment. */
const stamps = new Map();
const isBeat = (event) => event.detail.requestConfig.triggeringEvent?.type === "beat";

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const { target } = event.detail;
  if (isBeat(event) && target.matches("[data-calm]:is(:hover, :focus-within)")) event.preventDefault();
});
document.body.addEventListener("htmx:beforeSwap", (event) => {
  stamps.clear();
  if (!isBeat(event)) return;
  for (const row of document.querySelectorAll("tr[data-stamp]")) stamps.set(row.id, row.dataset.stamp);
});
document.body.addEventListener("htmx:afterSettle", () => {
  if (!stamps.size) return;
  for (const row of document.querySelectorAll("tr[data-stamp]")) {
    if (stamps.get(row.id) !== row.dataset.stamp) row.classList.add("fresh");
  }
  stamps.clear();
});

/* Rows: a press anywhere opens the row's own link, arrows move, Enter opens. */
const rowLink = (row) => row?.querySelector("a.row-link");

document.addEventListener("click", (event) => {
  const row = event.target.closest("tr");
  if (!row || event.defaultPrevented || event.target.closest("a, button, input, select, textarea, label, summary")) return;
  if (String(getSelection())) return;
  rowLink(row)?.click();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const here = document.activeElement?.closest("tr");
  if (!here || !document.activeElement.matches("a.row-link")) return;
  const links = [...here.closest("table").querySelectorAll("a.row-link")];
  const next = links[links.indexOf(rowLink(here)) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

/* Keys: each also stands in aria-keyshortcuts of what it reaches. */
document.addEventListener("keydown", (event) => {
  const search = (event.ctrlKey && event.key.toLowerCase() === "k") || (event.altKey && event.key.toLowerCase() === "q");
  const field = search ? document.getElementById("find") : null;
  const listFind = event.shiftKey && event.key === "F3" ? document.getElementById("q") : null;
  const target = field ?? listFind;
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.select();
  if (target === field) field.dispatchEvent(new Event("open"));
});

/* The search: its answers close when focus leaves them; arrows walk, Enter opens the first, letters go back to the field. */
const search = document.querySelector(".bar-search");
const find = document.getElementById("find");
const found = document.getElementById("found");
const hits = () => [...found.querySelectorAll("a, button")];
const close = () => found.replaceChildren();

search?.addEventListener("focusout", (event) => {
  if (!search.contains(event.relatedTarget)) close();
});
search?.addEventListener("focusin", (event) => {
  for (const hit of hits()) hit.toggleAttribute("data-here", hit === event.target);
});
search?.addEventListener("keydown", (event) => {
  const { key } = event;
  const all = hits();
  const here = all.indexOf(document.activeElement);
  const typed = find.value.trim();
  if (key === "Escape") {
    close();
    find.focus();
    find.select();
  } else if (key === "ArrowDown" || key === "ArrowUp") {
    event.preventDefault();
    if (!all.length) find.dispatchEvent(new Event("open"));
    const at = here + (key === "ArrowDown" ? 1 : -1);
    (all[at] ?? find).focus();
  } else if (key === "Enter" && here < 0 && typed && found.querySelector(".finder")?.dataset.text === typed) {
    event.preventDefault();
    all[0]?.click();
  } else if (here >= 0 && (key === "Backspace" || (/^[^ ]$/.test(key) && !event.ctrlKey && !event.altKey && !event.metaKey))) {
    find.focus();
  }
});
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (!found || event.detail.target !== found) return;
  if (!search.contains(document.activeElement)) close();
  else if (find.value.trim()) hits()[0]?.toggleAttribute("data-here", true);
});

/* The file has come, the page stays: whoever stands at the desk next gives a password of their own. */
document.addEventListener("submit", (event) => {
  const password = event.target.matches("[data-download]") && event.target.querySelector("[type=password]");
  if (password) setTimeout(() => (password.value = ""));
});

/* A pressed button works until the next page comes, and cannot be pressed twice; a file comes beside the page. */
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || event.target.matches("[data-download]") || event.target.closest("[hx-post], [data-hx-post]")) return;
  setTimeout(() => {
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
  });
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll("button[aria-busy]")) {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
});
