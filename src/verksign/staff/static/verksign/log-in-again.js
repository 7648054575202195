/* The session may end while somebody types: in the night, in another tab. The log-in then comes over the page, nothing
   typed is lost, and what was asked is asked again. */

const { again: address, user } = document.body.dataset;
const refused = [];
/* What has been asked again already: once more would be for ever. */
const repeated = new WeakSet();
let asking = false;

document.body.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr, requestConfig } = event.detail;
  const { triggeringEvent } = requestConfig;
  const old = xhr.status === 403 && xhr.getResponseHeader("X-Token-Old");
  if ((xhr.status !== 401 && !old) || repeated.has(triggeringEvent)) return;
  event.preventDefault();
  if (triggeringEvent && triggeringEvent.type !== "beat") refused.push(triggeringEvent);
  ask();
});

/* Each page that comes tells the others that somebody is logged in: they need not ask any longer. */
const tabs = new BroadcastChannel("verksign-logged-in");
tabs.addEventListener("message", async () => {
  if (!asking) return;
  const response = await fetch(address, { cache: "no-store" }).catch(() => null);
  if (response?.status === 204) goOn(response);
});
tabs.postMessage("");

async function ask() {
  if (asking) return;
  asking = true;
  try {
    await answer(await fetch(address, { cache: "no-store" }));
  } catch {
    asking = false;
  }
}

async function answer(response) {
  if (response.status === 204) return goOn(response);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("dialog");
  if (!fresh) return location.reload();
  const before = document.getElementById("again");
  if (before) before.replaceChildren(...fresh.childNodes);
  else show(fresh);
  const dialog = document.getElementById("again");
  const { email, password } = dialog.querySelector("form").elements;
  email.value ||= document.body.dataset.email;
  (email.value ? password : email).focus();
}

function show(dialog) {
  document.body.append(dialog);
  /* There is nothing to go back to before the log-in. */
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    logIn(event.target);
  });
  dialog.showModal();
}

async function logIn(form) {
  const button = document.querySelector("#again footer button");
  button.disabled = true;
  try {
    await answer(await fetch(address, { method: "POST", body: new FormData(form) }));
  } catch {
    button.disabled = false;
  }
}

function goOn(response) {
  /* Somebody else: what was typed is not theirs to send. */
  if (response.headers.get("X-User") !== user) return location.assign("/");
  renew(response.headers.get("X-Token"));
  document.getElementById("again")?.remove();
  asking = false;
  tabs.postMessage("");
  for (const event of refused.splice(0)) repeat(event);
}

function renew(token) {
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
}

/* The same thing is done again, with what stands on the page now. */
function repeat({ type, target, submitter }) {
  if (!target.isConnected) return;
  const note = (event) => repeated.add(event);
  target.addEventListener(type, note, { capture: true, once: true });
  if (type === "submit") target.requestSubmit(submitter);
  else if (type === "click") target.click();
  else target.dispatchEvent(new Event(type, { bubbles: true }));
  target.removeEventListener(type, note, { capture: true });
}
