/* What customers have just done: a toast on the page that is looked at, and a notification when none is.
   Every page of this browser shares what has been told, so nothing is told twice. */

const place = document.getElementById("news");
const { key, address } = place.dataset;
const NOTIFY = `${key}:notify`;
const MOST_KEPT = 60;
const SHORT_AWAY = 2 * 60 * 1000;
const WHILE_HIDDEN = 15_000;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return { since: String(kept.since), told: Array.from(kept.told) };
  } catch {
    return { since: "", told: [] };
  }
}

/* A page that comes a moment after another goes on where that one was; after a longer while it starts anew. */
const started = new Date(place.dataset.now).getTime();
let since = new Date(Math.max(started - SHORT_AWAY, Date.parse(read().since) || started));

/* Only one page at a time may ask what has been told, and say what it tells. */
const alone = (task) => (navigator.locks ? navigator.locks.request(key, task) : task());
const claim = (toasts, now) =>
  alone(() => {
    const { told } = read();
    const fresh = toasts.filter((toast) => !told.includes(toast.dataset.news));
    const ids = fresh.map((toast) => toast.dataset.news);
    localStorage.setItem(key, JSON.stringify({ since: now, told: [...told, ...ids].slice(-MOST_KEPT) }));
    return fresh;
  });

const allowed = () => "Notification" in window && Notification.permission === "granted" && localStorage.getItem(NOTIFY) === "on";

function notify(toast) {
  const link = toast.querySelector("a");
  const text = toast.querySelector("p").firstChild.textContent.trim();
  const shown = new Notification(place.dataset.title, { body: text, tag: toast.dataset.news, icon: place.dataset.icon });
  shown.addEventListener("click", () => {
    window.focus();
    location.assign(link.href);
    shown.close();
  });
}

let asking = false;
async function ask() {
  if (asking) return;
  asking = true;
  try {
    const efter = since.toISOString().replace(/\.\d+Z$/, "Z");
    const answer = await fetch(`${address}?efter=${efter}`, { headers: { "HX-Request": "true" } });
    if (answer.status === 200) await tell(await answer.text());
  } catch {
    // No contact: the next beat asks again, and whatever the person does says so.
  } finally {
    asking = false;
  }
}

async function tell(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const now = page.querySelector("[data-now]").dataset.now;
  const fresh = await claim([...page.querySelectorAll("[data-news]")], now);
  since = new Date(now);
  for (const toast of fresh) {
    if (document.visibilityState === "hidden" && allowed()) notify(toast);
    document.body.dispatchEvent(new CustomEvent("news", { detail: document.adoptNode(toast) }));
  }
}

document.body.addEventListener("beat", ask);
setInterval(() => {
  if (document.visibilityState === "hidden" && allowed()) ask();
}, WHILE_HIDDEN);

/* The switch in the account menu; the browser asks for leave when it is pressed, never before. */
const button = document.getElementById("notify");
function show() {
  const blocked = Notification.permission === "denied";
  button.setAttribute("aria-pressed", String(allowed()));
  button.querySelector("small").textContent = button.dataset[blocked ? "blocked" : allowed() ? "on" : "off"];
}
if (button && "Notification" in window) {
  button.hidden = false;
  show();
  button.addEventListener("click", async () => {
    const wanted = !allowed();
    if (wanted && Notification.permission === "default") await Notification.requestPermission();
    localStorage.setItem(NOTIFY, wanted && Notification.permission === "granted" ? "on" : "off");
    show();
  });
}
