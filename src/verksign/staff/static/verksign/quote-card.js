/* The quote card: every field saves itself, Enter goes on to the next, rows fold, fact boxes hide. */

const card = document.getElementById("card");
const FIELDS = "input:not([type=hidden], [readonly], [type=radio], [type=checkbox]), select, textarea";

/* A field that changes is posted alone: what stands in the others may be older than what somebody else has saved. */
document.body.addEventListener("htmx:configRequest", (event) => {
  const field = event.detail.triggeringEvent?.target;
  if (event.detail.triggeringEvent?.type !== "change" || !field?.name || !card.contains(field)) return;
  event.detail.parameters = { [field.name]: field.value };
});

const shown = (field) => field.checkVisibility();

function goOn(from) {
  const fields = [...card.querySelectorAll(FIELDS)].filter(shown);
  const next = fields[fields.indexOf(from) + 1];
  if (!next) return from.blur();
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
}

/* The same column in the line above or below. */
function goDown(from, by) {
  const rows = [...card.querySelectorAll("tr.line[id]")];
  const next = rows[rows.indexOf(from.closest("tr")) + by]?.querySelector(`[name="${from.name}"]`);
  if (!next) return;
  next.focus();
  next.select?.();
}

card.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches(FIELDS) || event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && !event.ctrlKey && !event.shiftKey && !(field instanceof HTMLTextAreaElement)) {
    event.preventDefault();
    goOn(field);
  } else if (event.key === "Escape" && field.dataset.stored === undefined && !(field instanceof HTMLSelectElement)) {
    field.value = field.defaultValue;
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && field.matches("input.cell") && field.closest("tr.line[id]")) {
    event.preventDefault();
    goDown(field, event.key === "ArrowDown" ? 1 : -1);
  }
});
card.addEventListener("focusin", (event) => {
  if (event.target.matches("input.cell.num")) event.target.select();
});

/* Folding a job's lines away. */
card.addEventListener("click", (event) => {
  const fold = event.target.closest(".fold");
  if (!fold) return;
  const folded = fold.closest("tbody").toggleAttribute("data-folded");
  fold.setAttribute("aria-expanded", String(!folded));
});

/* A new job is gone on with in its rows, and so is what was typed before it had come. */
document.body.addEventListener("then", ({ detail }) => {
  const from = document.activeElement;
  const to = document.getElementById(detail.field);
  if (!to || !from?.matches("#new-job [role=combobox]")) return;
  const typed = from.value;
  to.focus();
  if (!typed) return;
  to.value = typed;
  to.dispatchEvent(new Event("input", { bubbles: true }));
});

function reach(id) {
  const target = document.getElementById(id);
  if (!target) return;
  for (let around = target.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  target.scrollIntoView({ block: "center" });
  target.focus();
}

/* Links that reach a field of this card, also from a dialog that closes. */
document.addEventListener("click", (event) => {
  const to = event.target.closest("[data-focus], [data-open]");
  if (!to || !document.getElementById(to.dataset.focus ?? to.dataset.open)) return;
  event.preventDefault();
  event.target.closest("details.menu")?.removeAttribute("open");
  if (to.dataset.focus) {
    reach(to.dataset.focus);
    htmx.trigger(document.getElementById(to.dataset.focus), "look");
  } else {
    const details = document.getElementById(to.dataset.open);
    details.open = true;
    details.querySelector(FIELDS).focus();
  }
});
if (location.hash) reach(location.hash.slice(1));

/* Fact boxes on or off. */
function toggleFacts() {
  const hidden = card.toggleAttribute("data-no-facts");
  card.querySelector("[data-facts]").setAttribute("aria-pressed", String(!hidden));
}
card.addEventListener("click", (event) => {
  if (event.target.closest("[data-facts]")) toggleFacts();
  /* A menu closes when something in it has been chosen. */
  if (event.target.closest(".menu-list a, .menu-list button")) event.target.closest("details.menu").open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.altKey && event.key === "F2") {
    event.preventDefault();
    toggleFacts();
  }
  if (event.ctrlKey && event.key === "Enter" && !document.querySelector("dialog:modal")) {
    const link = document.getElementById("send-link");
    if (!link) return;
    event.preventDefault();
    /* What is being typed is saved first: the dialog's request waits for it. */
    document.activeElement?.blur();
    link.click();
  }
});

/* Sections stay open or closed as each user leaves them. */
const sections = () => [...card.querySelectorAll("details.fasttab[open]")].map(({ id }) => id);
let kept = String(sections());
card.addEventListener("toggle", (event) => {
  if (!event.target.matches("details.fasttab") || kept === String(sections())) return;
  kept = String(sections());
  htmx.trigger("#sections", "keep");
}, true);
document.body.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.id === "sections") event.detail.parameters = { open: sections() };
});
