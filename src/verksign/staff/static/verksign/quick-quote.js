/* Snabboffert: Alt N opens it from every page. Packages are found by typing, and what is missing gets the focus. */

const at = (id) => document.getElementById(id);

document.addEventListener("keydown", (event) => {
  /* On some keyboards Alt N begins a letter with a tilde. */
  const n = event.key.toLowerCase() === "n" || (event.key === "Dead" && event.code === "KeyN");
  if (!n || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (at("quick-dialog")) at("quick-plate").focus();
  else if (!document.querySelector("dialog:modal")) at("quick-open")?.click();
});

/* The texts that the shown options answer to, and that somebody has chosen to keep as it is. */
let answered = null;
let kept = null;
const options = () => [...at("quick-found").querySelectorAll('[role="option"]')];
const chosen = () => options().find((option) => option.getAttribute("aria-selected") === "true");

function shut() {
  const list = at("quick-found");
  list.hidden = true;
  list.replaceChildren();
  at("quick-text").setAttribute("aria-expanded", "false");
  at("quick-text").removeAttribute("aria-activedescendant");
  answered = null;
}

function point(option) {
  for (const each of options()) each.setAttribute("aria-selected", String(each === option));
  if (!option) return;
  at("quick-text").setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = options();
  point(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
}

/* A package is what it is; a text of one's own goes on to its price. */
function take(option) {
  const input = at("quick-text");
  const id = option.dataset.package;
  if (id) input.value = option.dataset.title;
  kept = input.value;
  at("quick-package").value = id;
  at("quick-price-field").hidden = Boolean(id);
  shut();
  input.focus();
  if (!id) at("quick-price").focus();
  input.removeAttribute("aria-invalid");
  htmx.trigger(at("quick-fields"), "look");
}

function keyInText(event) {
  const input = event.target;
  const shown = !at("quick-found").hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (shown) step(event.key === "ArrowDown" ? 1 : -1);
    else htmx.trigger(input, "find");
  } else if (event.key === "Escape" && shown) {
    event.preventDefault();
    event.stopPropagation();
    shut();
  } else if (event.key === "Enter" && !event.ctrlKey && input.value.trim() && input.value !== kept) {
    event.preventDefault();
    event.stopPropagation();
    /* Options that answer to an earlier text are never taken by mistake. */
    if (shown && chosen() && answered === input.value) take(chosen());
    else htmx.trigger(input, "find");
  }
}
document.addEventListener("keydown", (event) => {
  if (event.target.id === "quick-text") keyInText(event);
}, true);

document.addEventListener("input", (event) => {
  if (event.target.id !== "quick-text") return;
  kept = null;
  at("quick-package").value = "";
  at("quick-price-field").hidden = false;
}, true);
/* The list goes when the field is left, but not under a pointer that is on its way to something below it. */
let pressing = false;
document.addEventListener("pointerdown", () => (pressing = true), true);
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    pressing = false;
    setTimeout(() => {
      if (at("quick-found") && !at("quick-found").hidden && document.activeElement !== at("quick-text")) shut();
    });
  }, true);
}
document.addEventListener("focusout", (event) => {
  if (event.target.id === "quick-text" && at("quick-found") && !pressing) shut();
});
/* The pointer takes a choice without taking the focus. */
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("#quick-found [role=option]")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const option = event.target.closest("#quick-found [role=option]");
  if (option) take(option);
});

document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.id === "quick-text") answered = event.detail.elt.value;
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "quick-found") return;
  const input = at("quick-text");
  const shown = document.activeElement === input && options().length > 0;
  event.detail.target.hidden = !shown;
  input.setAttribute("aria-expanded", String(shown));
  if (shown) point(options()[0]);
});

/* What was refused: the first field to put right has the focus; where nothing is wrong the button has it again. */
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.id !== "quick" || event.detail.xhr.status !== 422) return;
  (at("quick-dialog").querySelector('[aria-invalid="true"]') ?? at("quick-send")).focus();
  (at("quick-read") ?? at("quick-under-way"))?.scrollIntoView({ block: "nearest" });
});
