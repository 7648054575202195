/* Lists: one row at a time is in the tab order; keys move, pick and open; picked rows bring up what can be done with them. */

const LEAPS = { Home: 0, End: -1 };
const INSIDE = "a, input, button, select";
const rows = () => [...document.querySelectorAll("table[data-rows] tbody tr")];
const link = (row) => row?.querySelector("a.row-link") ?? row?.querySelector(INSIDE);
const box = (row) => row?.querySelector("td.pick input");

/* Tab goes to the row that was last stood in, through what is in it, and then out of the table. */
let standing = "";
function rove(current) {
  const all = rows();
  const here = current ?? all.find((row) => row.id === standing) ?? all[0];
  if (!here) return;
  standing = here.id;
  for (const row of all) {
    for (const each of row.querySelectorAll(INSIDE)) each.tabIndex = row === here ? 0 : -1;
  }
}
document.addEventListener("focusin", (event) => {
  const row = event.target.closest("table[data-rows] tbody tr");
  if (row) rove(row);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const row = event.target.closest?.("table[data-rows] tbody tr");
  if (!row) {
    stepIn(event);
    return;
  }
  if (event.key in LEAPS) {
    event.preventDefault();
    link(rows().at(LEAPS[event.key])).focus();
  }
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.target.matches("a.row-link")) {
    const all = rows();
    const next = all[all.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      link(next).focus();
    }
  }
  if (event.key === " " && box(row) && event.target !== box(row)) {
    event.preventDefault();
    box(row).click();
  }
});

/* From the search field the arrow goes down into the list. */
function stepIn(event) {
  if (event.key !== "ArrowDown" || event.target.id !== "q") return;
  const first = link(rows()[0]);
  if (!first) return;
  event.preventDefault();
  first.focus();
}

/* Picked rows. */
const number = new Intl.NumberFormat("sv-SE");
const kronor = new Intl.NumberFormat("sv-SE", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
function count() {
  const bar = document.getElementById("picked");
  if (!bar) return;
  const boxes = rows().map(box).filter(Boolean);
  const picked = boxes.filter((each) => each.checked);
  const ore = picked.reduce((sum, each) => sum + Number(each.dataset.ore), 0);
  const { one, many, sum } = bar.dataset;
  bar.classList.toggle("shown", picked.length > 0);
  const words = `${number.format(picked.length)} ${picked.length === 1 ? one : many}`;
  bar.querySelector("[data-picked]").textContent = sum ? `${words} · ${kronor.format(ore / 100)} kr` : words;
  const all = document.getElementById("pick-all");
  all.checked = picked.length > 0 && picked.length === boxes.length;
  all.indeterminate = picked.length > 0 && picked.length < boxes.length;
}
document.addEventListener("change", (event) => {
  if (event.target.id === "pick-all") {
    for (const row of rows()) box(row).checked = event.target.checked;
  }
  if (event.target.closest(".pick")) count();
});
document.addEventListener("reset", (event) => {
  if (event.target.matches("#picked")) setTimeout(count); // `id` is also the name of its boxes
});

/* What is not filled in does not stand in the address; a list that opens with a view is told when none is wanted. */
document.body.addEventListener("htmx:configRequest", (event) => {
  const { verb, formData } = event.detail;
  if (verb !== "get" || !event.target.closest("#facets, #q")) return;
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  if (![...formData].length && document.querySelector(".views a[href$='?alla=1']")) formData.set("alla", "1");
});

/* A name that cannot be kept is told beside its field, in the dialog. */
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 422 || event.detail.target.id !== "dialog") return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

/* The filters of a narrow window. */
let filtering = false;
function showFilters() {
  document.getElementById("listing").classList.toggle("filtering", filtering);
  document.querySelector("[data-show-filters]")?.setAttribute("aria-expanded", String(filtering));
}
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-show-filters]")) return;
  filtering = !filtering;
  showFilters();
  if (filtering) document.querySelector("#facets :is(input:not([type=hidden]), select)")?.focus();
});

function settle() {
  rove();
  count();
  showFilters();
}
settle();
document.body.addEventListener("htmx:afterSettle", (event) => {
  settle();
  if (event.target.id === "dialog") event.target.querySelector("[data-first]")?.focus();
});
