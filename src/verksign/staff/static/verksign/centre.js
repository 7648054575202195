/* The role centre: Enter does the next best action, and a list that somebody uses keeps its order. */

const HOLDS = 600;

/* The next best action has the focus when the page comes, unless the reader is on the way elsewhere. */
if (document.activeElement === document.body && !location.hash) document.getElementById("next-do")?.focus();

/* When another row has become the next, Enter waits a moment: it was meant for the one that was there. */
let held = 0;
const nextRow = () => document.getElementById("next")?.dataset.row;
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Enter" || event.target.id !== "next-do" || performance.now() > held) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

/* While pointer or focus is in the list it stands as it was; what is new comes when they have left. */
let kept = null;
let before = "";
let behind = false;
let focused = null;
const live = (event) => event.detail.target?.id === "live";

document.body.addEventListener("htmx:configRequest", (event) => {
  if (!behind || event.detail.elt.id !== "live") return;
  const list = document.getElementById("work");
  if (!list.matches(":hover, :focus-within")) event.detail.path = event.detail.path.replace(/([?&]v=)[0-9a-f]*/, "$1");
});
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (!live(event) || event.detail.xhr.status !== 200) return;
  before = nextRow();
  const list = document.getElementById("work");
  kept = list.matches(":hover, :focus-within") ? list : null;
  focused = kept?.contains(document.activeElement) ? document.activeElement : null;
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (!live(event)) return;
  if (nextRow() !== before) held = performance.now() + HOLDS;
  behind = kept !== null;
  if (!kept) return;
  document.getElementById("work").replaceWith(kept);
  kept.querySelector("#work-waits").hidden = false;
  focused?.focus();
  kept = null;
});
