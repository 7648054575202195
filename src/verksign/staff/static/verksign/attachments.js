/* Files to a quote: chosen, photographed or dropped on a job; each goes by itself, tells how far it has come, and says
   beside its own name why it could not be taken. */

const form = () => document.querySelector("[data-attach]");
const AT_ONCE = 2;
const waiting = [];
let underway = 0;

function row(file) {
  const item = document.createElement("li");
  const picture = document.createElement(file.type.startsWith("image/") ? "img" : "span");
  if (picture instanceof HTMLImageElement) {
    picture.alt = "";
    picture.src = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
  } else {
    picture.className = "blank";
  }
  const name = document.createElement("b");
  name.textContent = file.name;
  const progress = document.createElement("progress");
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", file.name);
  const middle = document.createElement("span");
  middle.append(name, progress);
  const deeds = document.createElement("span");
  deeds.className = "row";
  item.append(picture, middle, deeds);
  document.getElementById("uploads").append(item);
  return { item, middle, progress, deeds };
}

function deed(upload, words, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.textContent = words;
  button.setAttribute("aria-label", `${words}: ${upload.file.name}`);
  button.addEventListener("click", press);
  return button;
}

/* Whoever stands on one deed with the keyboard stands on what takes its place. */
function offer(upload, ...buttons) {
  const { deeds } = upload.row;
  const here = deeds.contains(document.activeElement);
  deeds.replaceChildren(...buttons);
  if (here) buttons[0]?.focus();
}

function fail(upload, sentence, again) {
  const { item, progress } = upload.row;
  progress.remove();
  const said = document.createElement("span");
  said.className = "error";
  said.textContent = sentence;
  item.append(said);
  const forget = deed(upload, "×", () => item.remove());
  forget.setAttribute("aria-label", `${upload.words.forget}: ${upload.file.name}`);
  if (!again) return offer(upload, forget);
  const retry = () => {
    item.remove();
    add([upload.file], upload.job);
    document.querySelector("#uploads li:last-child button")?.focus();
  };
  offer(upload, deed(upload, upload.words.again, retry), forget);
}

function stop(upload) {
  if (upload.xhr) return upload.xhr.abort();
  waiting.splice(waiting.indexOf(upload), 1);
  fail(upload, upload.words.stopped, true);
}

function send(upload) {
  const { action, elements } = form();
  const { words } = upload;
  const { progress, middle } = upload.row;
  const body = new FormData();
  body.append("csrfmiddlewaretoken", elements.csrfmiddlewaretoken.value);
  body.append("job", upload.job);
  body.append("file", upload.file);
  const xhr = new XMLHttpRequest();
  upload.xhr = xhr;
  xhr.open("POST", action);
  xhr.setRequestHeader("Accept", "application/json");
  /* So that whoever has been logged out is told so, and not sent to a page that nobody would see. */
  xhr.setRequestHeader("HX-Request", "true");
  xhr.responseType = "json";
  xhr.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress.value = event.loaded / event.total;
  });
  xhr.upload.addEventListener("load", () => {
    progress.removeAttribute("value");
    const said = document.createElement("small");
    said.textContent = ` ${words.reading} …`;
    middle.insertBefore(said, progress);
    /* The file has come: stopping would no longer stop anything. */
    offer(upload);
  });
  let stopped = false;
  xhr.addEventListener("abort", () => {
    stopped = true;
  });
  xhr.addEventListener("loadend", () => {
    underway -= 1;
    middle.querySelector("small")?.remove();
    if (xhr.status === 200 && xhr.response) {
      upload.row.item.remove();
      htmx.trigger(document.body, "beat");
    } else if (stopped) {
      fail(upload, words.stopped, true);
    } else if (xhr.status === 401 || (xhr.status === 403 && xhr.getResponseHeader("X-Token-Old"))) {
      fail(upload, words.loggedOut, true);
      /* The card's own poll is refused, too, and brings the log-in over the page. */
      htmx.trigger(document.body, "beat");
    } else if (xhr.status === 413) {
      fail(upload, words.tooLarge, false);
    } else {
      fail(upload, xhr.response?.sentence ?? words.lost, !xhr.response?.sentence);
    }
    next();
  });
  xhr.send(body);
}

function next() {
  while (underway < AT_ONCE && waiting.length && form()) {
    underway += 1;
    send(waiting.shift());
  }
  /* The quote was sent meanwhile: there is nowhere to send the rest to. */
  if (!form()) for (const upload of waiting.splice(0)) fail(upload, upload.words.lost, true);
}

function add(files, job) {
  if (!form()) return;
  const words = { ...form().dataset };
  document.getElementById("attachments").open = true;
  for (const file of files) {
    const upload = { file, job, words, row: row(file) };
    if (file.size > Number(words.largest)) {
      fail(upload, words.tooLarge, false);
    } else {
      offer(upload, deed(upload, words.stop, () => stop(upload)));
      waiting.push(upload);
    }
  }
  next();
}

/* Whoever leaves the page leaves what is on its way, and is asked first. */
addEventListener("beforeunload", (event) => {
  if (underway || waiting.length) event.preventDefault();
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches("[data-attach] [data-files]")) return;
  add([...field.files], form().elements.job.value);
  field.value = "";
});

/* From a job's menu: what is chosen next belongs to it. */
document.addEventListener("click", (event) => {
  const to = event.target.closest("[data-attach-to]");
  if (!to || !form()) return;
  event.preventDefault();
  form().elements.job.value = to.dataset.attachTo;
  document.getElementById("attachments").open = true;
  const button = document.getElementById("attach-files");
  button.scrollIntoView({ block: "center" });
  button.focus();
});

/* Dropping: on a job's rows, or anywhere else on the card for the whole quote. */
const card = document.getElementById("card");
const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
const jobAt = (event) => event.target.closest("#jobs tbody[id^='job-']");
let marked = null;

function mark(target) {
  if (target === marked) return;
  marked?.removeAttribute("data-dropping");
  marked = target;
  marked?.setAttribute("data-dropping", "");
}

card.addEventListener("dragover", (event) => {
  if (!hasFiles(event) || !form()) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
  mark(jobAt(event) ?? form());
});
card.addEventListener("dragleave", (event) => {
  if (!card.contains(event.relatedTarget)) mark(null);
});
card.addEventListener("drop", (event) => {
  if (!hasFiles(event) || !form()) return;
  event.preventDefault();
  add([...event.dataTransfer.files], jobAt(event)?.id.replace("job-", "") ?? "");
  mark(null);
});

/* A file dropped beside the card must not make the browser leave the page with everything typed on it. */
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (hasFiles(event) && !event.defaultPrevented) event.preventDefault();
  });
}
