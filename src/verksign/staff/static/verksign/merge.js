/* Swap style "merge": what the server sends is laid over what is shown, node by node. What is unchanged is not touched,
   so focus, selection and whatever is being typed stay. Only the field that was just saved takes the server's text. */

/* What the page itself sets and the server knows nothing of. */
const OWN_ATTRIBUTES = new Set(["open", "aria-expanded", "aria-activedescendant", "aria-pressed", "data-folded", "data-lives"]);
const sent = new WeakMap();
let saved = null;

const isField = (node) => node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement;
const isBox = (node) => node instanceof HTMLInputElement && (node.type === "checkbox" || node.type === "radio");

function givenBefore(field) {
  if (field instanceof HTMLSelectElement) return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
  return field.defaultValue;
}

/* A field is free to change when nobody has typed in it since the server last filled it in. */
function free(field) {
  return field.value === givenBefore(field) || (field === saved && field.value === sent.get(field));
}

/* A field that was refused keeps what was typed, and its sentence, until it is saved or given up. */
const keeps = (field) => field?.getAttribute("aria-invalid") === "true" && field !== saved;

function stands(node) {
  if (!(node instanceof Element) || !node.matches(".error, .keep-mine, tr.errors")) return false;
  const sentences = node.matches("tr.errors") ? [...node.querySelectorAll(".error")] : [node];
  return sentences.some(({ id, dataset }) => keeps(dataset.again ? document.getElementById(dataset.again) : document.querySelector(`[aria-describedby="${CSS.escape(id)}"]`)));
}

function mergeAttributes(here, fresh) {
  let rewired = false;
  for (const { name } of [...here.attributes]) {
    if (!fresh.hasAttribute(name) && !OWN_ATTRIBUTES.has(name)) here.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (OWN_ATTRIBUTES.has(name) || here.getAttribute(name) === value) continue;
    here.setAttribute(name, value);
    rewired ||= name.startsWith("hx-");
  }
  return rewired;
}

function same(here, fresh) {
  return here.nodeType === fresh.nodeType && here.nodeName === fresh.nodeName && (here.id ?? "") === (fresh.id ?? "");
}

function mergeChildren(here, fresh, added) {
  const byId = new Map([...here.children].filter((child) => child.id).map((child) => [child.id, child]));
  const stay = new Set([...fresh.children].map((child) => child.id));
  let place = here.firstChild;
  for (const next of [...fresh.childNodes]) {
    while (place && ((place.id && !stay.has(place.id)) || stands(place))) place = pass(place);
    const known = next.id ? byId.get(next.id) : null;
    if (known && same(known, next)) {
      /* Moving a node loses its focus, so those in between are moved instead. */
      if (known !== place) {
        while (place && place !== known && !(place.id && fresh.querySelector(`:scope > #${CSS.escape(place.id)}`))) {
          place = pass(place);
        }
        if (known !== place) here.insertBefore(known, place);
      }
      merge(known, next, added);
      place = known.nextSibling;
    } else if (place && !next.id && !place.id && same(place, next)) {
      const merged = place;
      place = place.nextSibling;
      merge(merged, next, added);
    } else {
      here.insertBefore(next, place);
      added.push(next);
    }
  }
  while (place) place = pass(place);
}

/* What the server no longer has goes, and what stands is stepped over. */
function pass(place) {
  const next = place.nextSibling;
  if (!stands(place)) place.remove();
  return next;
}

function merge(here, fresh, added) {
  if (here.nodeType !== Node.ELEMENT_NODE) {
    if (here.data !== fresh.data) here.data = fresh.data;
    return;
  }
  if (here.hasAttribute("data-own")) return;
  const field = isField(here);
  if (field && keeps(here)) return;
  const mayFill = field && !isBox(here) && free(here);
  const ticked = isBox(here) ? here.checked : null;
  if (mergeAttributes(here, fresh)) added.push(here);
  if (here instanceof HTMLTextAreaElement) here.defaultValue = fresh.defaultValue;
  else mergeChildren(here, fresh, added);
  if (mayFill && here.value !== fresh.value) here.value = fresh.value;
  if (ticked !== null) here.checked = document.activeElement === here || here.form?.dataset.touched ? ticked : fresh.checked;
}

htmx.defineExtension("merge", {
  isInlineSwap: (style) => style === "merge",
  handleSwap(style, target, fragment) {
    if (style !== "merge") return false;
    const fresh = fragment.firstElementChild;
    if (!fresh) return [];
    /* Parsed by script, what is for those without it would be live: links that nobody sees, but that Tab reaches. */
    for (const each of fresh.querySelectorAll("noscript")) each.remove();
    const added = [];
    merge(target, fresh, added);
    return added;
  },
});

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const field = event.detail.requestConfig.triggeringEvent?.target;
  if (isField(field)) sent.set(field, field.value);
});

/* What was refused comes back with a sentence beside each field: it is shown like any other answer. */
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  const field = requestConfig.triggeringEvent?.target;
  saved = isField(field) ? field : null;
  if (xhr.status !== 422 && xhr.status !== 409) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
