/* Two people on one quote: every edit tells which version of the quote it was made on, so that nothing is overwritten
   unseen. One's own edits follow each other however fast they come. */

const card = document.getElementById("card");
const FIELD = "input, select, textarea";
const version = () => Number(document.getElementById("general-form").elements.version.value);

let has = version();
/* The newest version in which somebody else's edit came to this page. */
let foreign = has;
/* The version that stood on the page when a field began to be typed in. */
const begun = new WeakMap();

card.addEventListener("input", ({ target }) => {
  if (target.matches(FIELD) && !begun.has(target)) begun.set(target, has);
});
card.addEventListener("focusin", ({ target }) => {
  if (target.matches(FIELD) && target.value === target.defaultValue) begun.delete(target);
});

document.body.addEventListener("htmx:configRequest", (event) => {
  const { elt, headers, triggeringEvent } = event.detail;
  if (!card.contains(elt)) return;
  const since = begun.get(triggeringEvent?.target) ?? has;
  headers["X-Quote-Version"] = has;
  headers["X-Quote-Read"] = since >= foreign ? has : since;
});

document.body.addEventListener("htmx:afterOnLoad", (event) => {
  const { xhr, requestConfig } = event.detail;
  const now = version();
  begun.delete(requestConfig.triggeringEvent?.target);
  if (now === has) return;
  if (xhr.getResponseHeader("X-Quote-Edited") === null || now !== has + 1) foreign = now;
  has = now;
});

/* What somebody else has changed meanwhile is seen by now: what was typed may be saved after all. */
card.addEventListener("click", (event) => {
  const again = event.target.closest("[data-again]");
  const field = again && document.getElementById(again.dataset.again);
  if (!field) return;
  begun.delete(field);
  field.focus();
  field.dispatchEvent(new Event("change", { bubbles: true }));
});

/* Esc in a field that was refused takes back what is saved. */
card.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Escape" || !field.matches(FIELD) || field.dataset.stored === undefined) return;
  field.value = field.dataset.stored;
  field.removeAttribute("aria-invalid");
  field.removeAttribute("data-stored");
  document.querySelector(`[data-again="${CSS.escape(field.id)}"]`)?.remove();
  document.getElementById(`${field.id}-error`)?.remove();
  event.preventDefault();
});

/* How many fields wait to be saved, or to be given up. */
const unsaved = document.getElementById("not-saved");
const one = unsaved.textContent;
new MutationObserver(() => {
  const number = card.querySelectorAll('[aria-invalid="true"]').length;
  const words = number > 1 ? unsaved.dataset.many.replace("{n}", number) : one;
  if (unsaved.textContent !== words) unsaved.textContent = words;
}).observe(card, { subtree: true, childList: true, attributeFilter: ["aria-invalid"] });

/* Undo, where the browser has no text of its own to undo in. */
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]") || document.querySelector("dialog:modal")) return;
  const button = document.querySelector("#undo:not([hidden]) button:enabled");
  if (!button) return;
  event.preventDefault();
  button.click();
});
