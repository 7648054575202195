/* Look-ups: what is typed is searched for, arrows choose, Enter takes the choice. The last choice is to go on without one. */

const box = (input) => document.getElementById(input.getAttribute("aria-controls"));
const options = (input) => [...box(input).querySelectorAll('[role="option"]:not([aria-disabled])')];
const looking = (target) => target instanceof HTMLInputElement && target.matches('.look-up [role="combobox"]');

/* The text that the options shown answer to. */
const answered = new WeakMap();

function close(input) {
  box(input).hidden = true;
  box(input).replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
  answered.delete(input);
}

function choose(input, option) {
  for (const each of options(input)) each.setAttribute("aria-selected", String(each === option));
  if (!option) return;
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function step(input, by) {
  const all = options(input);
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  choose(input, all[(at + by + all.length) % all.length]);
}

function take(input, option) {
  if (option instanceof HTMLAnchorElement) location.href = option.href;
  else htmx.trigger(option, "click");
}

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!looking(input)) return;
  const shown = !box(input).hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    event.stopPropagation();
    if (shown) step(input, event.key === "ArrowDown" ? 1 : -1);
    else htmx.trigger(input, "look");
  } else if (event.key === "Enter" && (shown || input.value !== input.defaultValue)) {
    event.preventDefault();
    event.stopPropagation();
    const chosen = options(input).find((option) => option.getAttribute("aria-selected") === "true");
    /* Options that answer to an earlier text are never taken by mistake. */
    if (shown && chosen && answered.get(input) === input.value) take(input, chosen);
    else if (input.value.trim()) htmx.trigger(input, "look");
  } else if (event.key === "Escape" && shown) {
    event.preventDefault();
    event.stopPropagation();
    input.value = input.defaultValue;
    close(input);
  }
}, true);

/* The field is left: what was not chosen was only a search. */
document.addEventListener("focusout", (event) => {
  const input = event.target;
  if (!looking(input) || box(input).contains(event.relatedTarget)) return;
  close(input);
  input.value = input.defaultValue;
});
document.addEventListener("focusin", (event) => {
  if (looking(event.target) && event.target.value) event.target.select();
});
/* What is searched for is never saved as a field. */
document.addEventListener("change", (event) => {
  if (looking(event.target)) event.stopPropagation();
}, true);
/* The pointer takes a choice without taking the focus. */
document.addEventListener("mousedown", (event) => {
  if (event.target.closest('.look-up [role="option"]')) event.preventDefault();
});

document.body.addEventListener("htmx:configRequest", (event) => {
  const input = event.detail.elt;
  if (!looking(input)) return;
  /* Opened without typing: everything is offered, not only what is chosen already. */
  const browsing = event.detail.triggeringEvent?.type === "look" && input.value === input.defaultValue;
  event.detail.parameters = { q: browsing ? "" : input.value };
  answered.set(input, input.value);
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  const input = event.detail.requestConfig?.elt;
  if (!looking(input) || event.detail.target !== box(input)) return;
  const shown = document.activeElement === input;
  box(input).hidden = !shown;
  input.setAttribute("aria-expanded", String(shown));
  if (shown) choose(input, options(input)[0]);
});

/* A choice is posted: the field is free for the next one. The option itself stays in the page until it has been
   answered: htmx neither sends for an element that is gone nor lays in the answer to it. */
const pressed = document.createElement("div");
pressed.hidden = true;
document.getElementById("card").append(pressed);

document.addEventListener("click", (event) => {
  const option = event.target.closest('.look-up button[role="option"]');
  if (!option) return;
  const input = option.closest(".look-up").querySelector('[role="combobox"]');
  option.removeAttribute("id");
  pressed.append(option);
  input.value = input.defaultValue;
  close(input);
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.parentElement === pressed) event.detail.elt.remove();
});
