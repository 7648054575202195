/* What waits for the network: shown, and sent when it is back. Each photo goes by itself with all that was told and with
   keys of its own, so that what the server has already got is never doubled. */

import { forget, keep, kept } from "./unsent-store.js";

const EVERY = 5000;
const LONGEST = 60000;
const panel = document.getElementById("waiting");
const { dataset: words } = panel;
const { user } = document.body.dataset;
const status = document.getElementById("waiting-status");
const list = document.getElementById("waiting-list");
const row = document.getElementById("waiting-row");
let sending = null;
let loggedOut = false;

const number = (one, many, n) => (n === 1 ? one : many.replace("{n}", n));
const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

/* true: the server has it; false: another time; otherwise the sentence that says why not. */
async function post(finding, photo, place) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token());
  for (const name of ["user", "key", "finding", "severity", "package_id"]) body.append(name, finding[name]);
  if (photo) {
    body.append("photo_key", `${finding.key}-${place}`);
    body.append("file", photo.file, photo.name);
  }
  /* HX-Request: whoever has been logged out is told so, and not sent to a page that nobody would see. */
  const headers = { Accept: "application/json", "HX-Request": "true" };
  const response = await fetch(finding.action, { method: "POST", body, headers, signal: AbortSignal.timeout(LONGEST) });
  loggedOut = response.status === 401 || Boolean(response.headers.get("X-Token-Old"));
  if (response.ok) return true;
  if (loggedOut) return false;
  if (response.status === 404 || response.status === 403) return words.gone;
  if (![409, 413, 422].includes(response.status)) return false;
  return (await response.json().catch(() => null))?.sentence ?? words.refused;
}

async function sendOne(finding) {
  const photos = finding.photos.length ? finding.photos : [null];
  for (const [place, photo] of photos.entries()) {
    if (photo?.sent) continue;
    const said = await post(finding, photo, place);
    if (said === false) return false;
    if (said !== true) finding.problem = said;
    else if (photo) photo.sent = true;
    if (photo || said !== true) await keep(finding);
    if (said !== true) return true;
  }
  await forget(finding.key);
  document.body.dispatchEvent(new CustomEvent("finding-sent", { detail: finding }));
  return true;
}

async function sendThem() {
  for (const finding of await kept(user)) {
    if (finding.slug !== words.slug || finding.problem) continue;
    /* The network is gone for the next one, too. */
    if (!(await sendOne(finding).catch(() => false))) break;
  }
}

/* One tab at a time where the browser can tell; the keys hold where it cannot. */
export function send() {
  const alone = navigator.locks ? (deed) => navigator.locks.request("verksign-unsent", deed) : (deed) => deed();
  sending ??= alone(sendThem).finally(async () => {
    sending = null;
    await show();
    if (loggedOut && !document.getElementById("again")) askToLogIn();
  });
  return sending;
}

/* A question of htmx's that is refused brings the log-in over the page. */
function askToLogIn() {
  htmx.ajax("GET", words.ping, { swap: "none" });
}

export async function show() {
  const findings = (await kept(user)).filter((each) => each.slug === words.slug);
  panel.hidden = !findings.length;
  const waiting = findings.filter((each) => !each.problem).length;
  const next = loggedOut ? words.login : words.next;
  const said = waiting ? `${number(words.one, words.many, waiting)}. ${next}` : words.refused;
  if (status.textContent !== said) status.textContent = said;
  /* Whoever is writing goes on writing. */
  if (list.contains(document.activeElement)) return;
  list.replaceChildren(...findings.map(shown));
}

function shown(finding) {
  const item = row.content.firstElementChild.cloneNode(true);
  const part = (name) => item.querySelector(`[data-${name}]`);
  const { length } = finding.photos;
  part("plate").textContent = finding.plate;
  part("text").textContent = finding.finding;
  part("more").textContent = length ? number(words.photo, words.photos, length) : words.noPhoto;
  if (!finding.problem) return item;
  part("text").hidden = true;
  part("problem").hidden = part("deeds").hidden = false;
  part("problem").textContent = finding.problem;
  part("edit").value = finding.finding;
  part("again").addEventListener("click", () => again(finding, part("edit").value));
  part("copy").addEventListener("click", () => copy(part("edit")));
  part("drop").addEventListener("click", () => drop(finding));
  return item;
}

async function again(finding, text) {
  await keep({ ...finding, finding: text, problem: "" });
  document.activeElement.blur();
  await show();
  send();
}

async function drop(finding) {
  await forget(finding.key);
  document.activeElement.blur();
  show();
}

function copy(field) {
  field.select();
  navigator.clipboard?.writeText(field.value);
}

/* Whoever logs out is told what would be lost; nobody's words are left for the next who takes the telephone. */
const leave = document.getElementById("leave");
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== words.logout) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    logOut(form);
  },
  { capture: true },
);

async function logOut(form) {
  const left = await kept(user).catch(() => []);
  if (!left.length) return form.submit();
  leave.querySelector("[data-words]").textContent = number(words.oneOut, words.manyOut, left.length);
  leave.querySelector("[data-stay]").onclick = () => leave.close();
  leave.querySelector("[data-out]").onclick = async () => {
    for (const finding of left) await forget(finding.key);
    form.submit();
  };
  leave.showModal();
}

addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
setInterval(() => navigator.onLine && !panel.hidden && send(), EVERY);
show().then(send, () => {});
