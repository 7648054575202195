/* The finding at the lift: photos seen at once, a phrase by one tap, and a press that keeps it in the telephone first
   and sends it then, so that a network that is gone loses nothing. */

import { keep, kept, newKey } from "./unsent-store.js";
import { send, show } from "./waiting.js";

const PATIENCE = 6000;
const SIDE = 320;
const form = document.getElementById("finding");
const { dataset: words } = form;
const { user } = document.body.dataset;
const shots = document.getElementById("shots");
const ways = [...shots.children];
const told = document.getElementById("kept");
const button = form.querySelector(".floor-send button");
const { finding, severity, package_id: pack, key } = form.elements;
let photos = [];
let wroteFrom = "";

/* A picture from memory needs no address, which the content policy would not let it have. */
async function draw(photo, canvas) {
  const picture = await createImageBitmap(photo.file).catch(() => null);
  if (!picture) return;
  const side = Math.min(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  picture.close();
}

function showPhotos() {
  const items = photos.map((photo, place) => {
    const item = document.createElement("li");
    photo.canvas ??= Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
    photo.canvas.setAttribute("role", "img");
    photo.canvas.setAttribute("aria-label", words.picture.replace("{n}", place + 1));
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "shot-drop";
    drop.setAttribute("aria-label", words.drop.replace("{n}", place + 1));
    const cross = document.createElement("span");
    cross.textContent = "×";
    drop.append(cross);
    drop.addEventListener("click", () => {
      photos = photos.filter((each) => each !== photo);
      showPhotos();
      document.getElementById("camera").focus();
    });
    item.append(photo.canvas, drop);
    return item;
  });
  shots.replaceChildren(...items, ...ways);
}

for (const field of shots.querySelectorAll("input")) {
  field.addEventListener("change", () => {
    const chosen = [...field.files].map((file) => ({ file, name: file.name }));
    photos.push(...chosen);
    field.value = "";
    showPhotos();
    for (const photo of chosen) draw(photo, photo.canvas);
  });
}

const phrases = document.getElementById("phrases");
phrases.hidden = false;
phrases.addEventListener("click", (event) => {
  const phrase = event.target.closest("button")?.textContent;
  if (!phrase) return;
  const before = finding.value.trim();
  finding.value = before ? `${before}, ${phrase.toLowerCase()}` : phrase;
});
pack?.addEventListener("change", () => {
  const text = pack.selectedOptions[0].dataset.text ?? "";
  if (!finding.value.trim() || finding.value === wroteFrom) finding.value = wroteFrom = text;
});

/* What the server would refuse for certain is said now: later there may be nobody left to ask. */
function complain(id, field, wrong) {
  const said = document.getElementById(id);
  said.hidden = !wrong;
  said.textContent = wrong ? said.dataset.words : "";
  if (wrong) field.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const noText = !finding.value.trim();
  const noGrade = !severity.value;
  complain("what-error", finding, noText);
  finding.setAttribute("aria-invalid", String(noText));
  complain("severity-error", severity[0], noGrade);
  if (!noText && !noGrade && !button.disabled) keepAndSend();
});

async function keepAndSend() {
  const made = {
    key: key.value,
    user,
    slug: document.getElementById("waiting").dataset.slug,
    action: form.action,
    plate: words.plate,
    finding: finding.value.trim(),
    severity: severity.value,
    package_id: pack?.value ?? "",
    photos: photos.map(({ file, name }) => ({ file, name, sent: false })),
    at: Date.now(),
    problem: "",
  };
  button.disabled = true;
  try {
    await keep(made);
  } catch {
    return plainly();
  }
  navigator.storage?.persist?.();
  await Promise.race([send(), new Promise((done) => setTimeout(done, PATIENCE))]);
  const left = await kept(user);
  clear();
  if (!left.some((each) => each.key === made.key)) return location.assign(words.next);
  told.textContent = words.kept;
  told.hidden = false;
  button.disabled = false;
  await show();
}

/* The browser keeps nothing: private browsing, or no room. The form goes as it would without script. */
function plainly() {
  button.disabled = false;
  if (!navigator.onLine) {
    told.textContent = document.getElementById("waiting").dataset.full;
    told.hidden = false;
    return;
  }
  const carried = new DataTransfer();
  for (const { file } of photos) carried.items.add(file);
  document.getElementById("album").files = carried.files;
  left = true;
  form.submit();
}

let left = false;
function clear() {
  photos = [];
  form.reset();
  key.value = newKey();
  showPhotos();
}

finding.addEventListener("input", () => (told.hidden = true));
addEventListener("beforeunload", (event) => {
  if (!left && (finding.value.trim() || photos.length)) event.preventDefault();
});
