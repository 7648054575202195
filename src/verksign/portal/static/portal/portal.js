// What a script can add to the customer's pages; every page and every deed works without it.

const answers = document.querySelector("form[data-answers]");
const check = document.querySelector("form[data-check]");

// The first error gets the focus, so that it is seen and read at once.
document.querySelector(".note[role=alert]")?.focus();

if (answers) {
  addUp(answers);
  keepChosen(answers);
}
if (check) {
  if (check.elements.drawn) letDraw(check);
  // Enter in a field must neither order nor throw the reader to the top of the page.
  check.addEventListener("keydown", (event) => {
    const plain = event.target.matches("input:not([type=checkbox])");
    if (event.key === "Enter" && plain) {
      event.preventDefault();
      nextAfter(event.target)?.focus();
    }
  });
}
// Enter presses the button that belongs to the field, not the form's first.
for (const field of document.querySelectorAll("[data-enter]")) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    field.form.querySelector(`button[value=${field.dataset.enter}]`).click();
  });
}
for (const form of document.querySelectorAll("form[data-answers], form[data-check]")) {
  sayWhenOffline(form);
}
for (const note of document.querySelectorAll("[data-until]")) countDown(note);
const sealing = document.querySelector("[data-sealing]");
if (sealing) waitForPaper(sealing, 20);

function nextAfter(field) {
  const fields = [...check.querySelectorAll("input:not([type=hidden]), button:not([hidden])")];
  return fields[fields.indexOf(field) + 1];
}

// The sum follows the answers. It is only for the eye: the server adds up again, and the check page has the sum that counts.
function addUp(form) {
  const output = form.querySelector("output");
  const excluding = "excluding" in form.dataset;
  const cards = [...form.querySelectorAll("fieldset.answers")];
  const ordered = [...form.querySelectorAll("[data-ordered]")].map((row) => row.dataset);
  const included = [...form.querySelectorAll("article[data-ore]")].map((article) => article.dataset);
  const rows = [...form.querySelectorAll(".tally .lines li")].slice(-cards.length);
  const words = JSON.parse(form.dataset.words);
  form.querySelector("noscript")?.remove();

  function refresh() {
    const ticked = cards.map((card) => card.querySelector("input:checked"));
    const chosen = included.concat(
      ticked.filter((input) => input && "ore" in input.dataset).map((input) => input.dataset),
    );
    const all = ordered.concat(chosen);
    const sum = (jobs, name) => jobs.reduce((total, job) => total + Number(job[name]), 0);
    const amount = sum(all, "ore");
    const most = ceiling(all);
    const said = [];
    // Of an addition: what the order comes to with it.
    if (ordered.length) {
      said.push([`${words.new_total} `, kronor(amount)]);
      if (most === null) said.push([words.no_ceiling]);
      else if (most > amount) said.push([`${words.most} `, kronor(most)]);
      if (excluding) said.push([words.excluding]);
    } else if (excluding) said.push([`${words.excluding} · `, kronor(sum(all, "gross")), ` ${words.including}`]);
    else if (most === null) said.push([words.no_ceiling]);
    else if (most > amount) said.push([`${words.most} `, kronor(most)]);
    if (cards.length) {
      const answered = String(ticked.filter(Boolean).length);
      said.push([words.answers.replace("%(answered)s", answered).replace("%(of)s", cards.length)]);
    }
    const total = document.createElement("b");
    if (ordered.length) total.append("+ ");
    total.append(num(kronor(sum(chosen, "ore"))));
    const small = document.createElement("small");
    said.forEach((parts, place) => {
      if (place) small.append(" · ");
      for (const part of parts) small.append(part.endsWith("kr") ? num(part) : part);
    });
    output.replaceChildren(total, small);
    cards.forEach((card, place) => showRow(rows[place], card, ticked[place]));
  }

  function showRow(row, card, input) {
    const [title, value] = row.children;
    row.dataset.title ??= title.textContent;
    const yes = input && "ore" in input.dataset;
    row.classList.toggle("off", !yes);
    title.textContent = yes ? input.dataset.title : (card.dataset.title ?? row.dataset.title);
    value.className = yes ? "num" : "";
    value.textContent = yes ? kronor(Number(input.dataset.ore)) : input ? words[input.value] : words.none;
  }

  // Approximate prices share one ceiling; the others have their own.
  function ceiling(jobs) {
    const rough = jobs.filter((job) => job.kind === "ungefarlig");
    const sure = jobs.filter((job) => job.kind !== "ungefarlig");
    if (sure.some((job) => job.max === "")) return null;
    const expected = rough.reduce((total, job) => total + Number(job.ore), 0);
    const more = Math.floor((expected * Number(form.dataset.percent)) / 100);
    const cap = form.dataset.cap === "" ? more : Number(form.dataset.cap);
    return sure.reduce((total, job) => total + Number(job.max), 0) + expected + Math.min(more, cap);
  }

  form.addEventListener("change", refresh);
  // The browser may have kept the answers of an earlier visit.
  window.addEventListener("pageshow", refresh);
  refresh();
}

// The words are true without it: it counts the minutes down, and says so when the time has passed meanwhile.
function countDown(note) {
  const until = Date.parse(note.dataset.until);
  const words = JSON.parse(note.dataset.words);
  const [before, after, timer] = ["[data-before]", "[data-after]", "[role=timer]"].map((name) => note.querySelector(name));
  function tick() {
    const minutes = Math.ceil((until - Date.now()) / 60000);
    before.hidden = minutes <= 0;
    after.hidden = minutes > 0;
    const text = minutes < 60 ? words.minutes_left : words.hours_left;
    const left = text.replace("%(hours)s", Math.floor(minutes / 60)).replace("%(minutes)s", minutes % 60);
    timer.textContent = minutes > 0 && minutes < 1440 ? ` (${left})` : "";
  }
  tick();
  setInterval(tick, 15000);
}

function num(text) {
  const span = document.createElement("span");
  span.className = "num";
  span.textContent = text;
  return span;
}

function kronor(ore) {
  const whole = String(Math.floor(ore / 100)).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  const rest = ore % 100;
  return `${whole}${rest ? `,${String(rest).padStart(2, "0")}` : ""}\u00a0kr`;
}

// What is chosen is kept by the server for a while, under a key in the address: a reload or the way back loses nothing,
// and nothing is answered by it. Until it is kept, whoever leaves is asked.
function keepChosen(form) {
  const address = new URL(form.dataset.page, location);
  address.searchParams.set("svar", form.dataset.keep || newKey());
  let unsent = false;
  let underWay = false;
  async function keep() {
    unsent = true;
    if (underWay || !navigator.onLine) return;
    underWay = true;
    history.replaceState(history.state, "", address);
    // One at a time, so that the last choice is the one that stays.
    for (let tries = 0; unsent && tries < 3; tries += 1) {
      unsent = false;
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(address, { method: "POST", body, redirect: "manual", keepalive: true }).catch(() => null);
      if (answer?.type === "opaqueredirect") tries = 0;
      else unsent = true;
      // What was refused once is refused again.
      if (answer?.type === "basic") break;
    }
    underWay = false;
  }
  form.addEventListener("change", keep);
  window.addEventListener("online", () => unsent && keep());
  form.addEventListener("submit", () => (unsent = false));
  window.addEventListener("beforeunload", (event) => {
    if (unsent) event.preventDefault();
  });
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function sayWhenOffline(form) {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    let note = form.querySelector("[data-offline]");
    if (!note) {
      note = document.createElement("p");
      note.className = "err";
      note.dataset.offline = "";
      note.setAttribute("role", "alert");
      (event.submitter ?? form.lastElementChild).before(note);
    }
    note.textContent = JSON.parse(form.dataset.words).offline;
  });
}

// Drawing is for those who like to: the typed name is the signature. What is sent is where the pen went, not a picture.
function letDraw(form) {
  const words = JSON.parse(form.dataset.words);
  const field = form.elements.drawn;
  const [width, height] = [1000, 300];
  const fold = document.createElement("details");
  const title = document.createElement("summary");
  const pad = document.createElement("canvas");
  const clear = document.createElement("button");
  title.textContent = words.draw;
  pad.className = "pad";
  pad.width = width;
  pad.height = height;
  pad.setAttribute("role", "img");
  pad.setAttribute("aria-label", words.pad);
  clear.type = "button";
  clear.className = "btn quiet";
  clear.textContent = words.clear;
  fold.append(title, pad, clear);
  field.after(fold);
  const pen = pad.getContext("2d");
  Object.assign(pen, { lineWidth: 5, lineCap: "round", lineJoin: "round", strokeStyle: "#15202b" });
  let strokes = field.value.split(";").filter(Boolean).map((stroke) => stroke.split(" ").map((point) => point.split(",").map(Number)));
  let drawing = null;
  fold.open = strokes.length > 0;
  show();

  function show() {
    pen.clearRect(0, 0, width, height);
    for (const stroke of strokes) {
      pen.beginPath();
      pen.moveTo(...stroke[0]);
      for (const point of stroke.length > 1 ? stroke : [stroke[0], stroke[0]]) pen.lineTo(...point);
      pen.stroke();
    }
  }
  function keep() {
    field.value = strokes.map((stroke) => stroke.map((point) => point.join(",")).join(" ")).join(";");
  }
  function place(event) {
    const box = pad.getBoundingClientRect();
    const within = (share, most) => Math.round(Math.min(Math.max(share, 0), 1) * most);
    return [within((event.clientX - box.left) / box.width, width), within((event.clientY - box.top) / box.height, height)];
  }
  pad.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    drawing = [place(event)];
    strokes.push(drawing);
    show();
  });
  pad.addEventListener("pointermove", (event) => {
    if (!drawing || strokes.length > 100) return;
    drawing.push(place(event));
    show();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    pad.addEventListener(end, () => {
      drawing = null;
      keep();
    });
  }
  clear.addEventListener("click", () => {
    strokes = [];
    keep();
    show();
  });
}

// The paper is made right after the answer; the button comes by itself. The page is asked, not the paper, which is not there.
async function waitForPaper(note, tries) {
  for (let n = 0; n < tries; n += 1) {
    await new Promise((done) => setTimeout(done, 1500 + 500 * n));
    const answer = await fetch(location.href).catch(() => null);
    if (answer?.ok && !(await answer.text()).includes("data-sealing")) {
      note.hidden = true;
      document.querySelector("[data-sealed]").hidden = false;
      return;
    }
  }
}
