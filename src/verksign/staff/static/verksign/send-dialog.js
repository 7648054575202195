/* The card's dialogs: Ctrl Enter does what the dialog is for, the foot follows what is chosen. */

document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey || event.key !== "Enter") return;
  const button = document.querySelector("dialog[open] [data-enter]");
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  button.click();
}, true);

/* A dialog that has just come begins where its work begins, not at its closing cross. */
const begun = new WeakSet();
function begin() {
  for (const dialog of document.querySelectorAll("dialog:modal")) {
    if (!begun.has(dialog)) dialog.querySelector("[data-first]")?.focus();
    begun.add(dialog);
  }
}
document.body.addEventListener("htmx:afterSettle", () => queueMicrotask(begin));

/* Skickas till …: the recipient as it stands in the field of the chosen method. */
function tellRecipient(form) {
  const to = document.querySelector("#send-dialog [data-recipient]");
  const method = form.querySelector('[name="method"]:checked')?.value;
  const place = form.querySelector('[name="method"][value="on_site"]:checked + span strong');
  to.textContent = place?.textContent.toLowerCase() || form.querySelector(`[name="${method === "email" ? "email" : "phone"}"]`).value || "–";
  document.querySelector("#send-dialog [data-recipient-name]").textContent = form.querySelector('[name="name"]').value || "–";
}

/* Muntligt godkänt: the number of jobs said yes to, and what they cost. */
const kronor = new Intl.NumberFormat("sv-SE", { style: "currency", currency: "SEK" });
function tellTally(form) {
  const tally = form.closest("dialog").querySelector("[data-tally]");
  const why = form.querySelector('[name="why"]:checked')?.value ?? "answered";
  const yes = [...form.querySelectorAll('[data-answer="yes"] :checked')];
  const ore = yes.reduce((sum, radio) => sum + Number(radio.closest("[data-ore]").dataset.ore), 0);
  const words = tally.dataset[yes.length === 1 ? "one" : "many"];
  tally.textContent = why === "answered" && yes.length ? words.replace("{jobs}", yes.length).replace("{sum}", kronor.format(ore / 100)) : "";
}

/* What is being put right no longer stands as wrong. */
function accept(field) {
  const part = field.closest("li, .field, fieldset");
  for (const wrong of part?.querySelectorAll('[aria-invalid="true"]') ?? []) wrong.removeAttribute("aria-invalid");
  for (const error of part?.querySelectorAll(".error") ?? []) error.remove();
}

function follow(form) {
  if (form?.id === "send") tellRecipient(form);
  else if (form?.querySelector(".verbal")) tellTally(form);
}
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("dialog form");
  if (!form) return;
  form.dataset.touched = "yes";
  accept(event.target);
  follow(form);
});
document.addEventListener("click", (event) => {
  const all = event.target.closest("[data-all-yes]");
  if (!all) return;
  event.preventDefault();
  for (const radio of all.form.querySelectorAll('[data-answer="yes"] input')) {
    radio.checked = true;
    accept(radio);
  }
  all.form.dataset.touched = "yes";
  follow(all.form);
});
document.body.addEventListener("htmx:afterSettle", () => {
  for (const form of document.querySelectorAll("dialog form")) follow(form);
});
for (const form of document.querySelectorAll("dialog form")) follow(form);

/* A pressed button says what it does, and cannot be pressed twice. */
document.body.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (!(form instanceof HTMLFormElement) || !form.closest("dialog")) return;
  const button = form.closest("dialog").querySelector("footer [data-enter]");
  button?.classList.add("busy");
  button?.setAttribute("aria-disabled", "true");
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (!(form instanceof HTMLFormElement) || event.detail.xhr.getResponseHeader("HX-Redirect")) return;
  const button = form.closest("dialog")?.querySelector("footer [data-enter]");
  button?.classList.remove("busy");
  button?.removeAttribute("aria-disabled");
});
