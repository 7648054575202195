/* Arrows and rings laid over a photo, in fractions of its width and height; the server burns them in. */

const SVG = "http://www.w3.org/2000/svg";
const STEP = 0.01;
const SHORTEST = 0.02;
const MOST = 20;
const AT = { arrow: [0.7, 0.7, 0.5, 0.5], ring: [0.4, 0.4, 0.6, 0.6] };
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const clamp = (value) => Math.min(1, Math.max(0, value));
const rounded = (value) => Math.round(value * 10000) / 10000;

function start(form) {
  const svg = form.querySelector(".canvas svg");
  const field = form.elements.marks;
  const told = form.querySelector("[data-told]");
  const { width, height } = svg.viewBox.baseVal;
  const stroke = Math.max(width, height) * 0.008;
  const marks = JSON.parse(field.value || "[]");
  let tool = "arrow";
  let chosen = -1;
  let drawing = null;

  function element(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  }

  function path({ kind, x1, y1, x2, y2 }) {
    const [ax, ay, bx, by] = [x1 * width, y1 * height, x2 * width, y2 * height];
    if (kind === "ring") {
      const [rx, ry, cy] = [Math.abs(bx - ax) / 2, Math.abs(by - ay) / 2, (ay + by) / 2];
      const [left, right] = [Math.min(ax, bx), Math.max(ax, bx)];
      return `M${left} ${cy}A${rx} ${ry} 0 1 1 ${right} ${cy}A${rx} ${ry} 0 1 1 ${left} ${cy}`;
    }
    const back = Math.atan2(ay - by, ax - bx);
    const long = Math.min(stroke * 5, Math.hypot(ax - bx, ay - by));
    const ends = [0.49, -0.49].map((turn) => `${bx + long * Math.cos(back + turn)} ${by + long * Math.sin(back + turn)}`);
    return `M${ax} ${ay}L${bx} ${by}M${ends[0]}L${bx} ${by}L${ends[1]}`;
  }

  function show() {
    svg.replaceChildren();
    marks.concat(drawing ?? []).forEach((mark, place) => {
      const group = element("g", place === chosen ? { class: "chosen" } : {}, svg);
      element("path", { class: "halo", "stroke-width": stroke * 2, d: path(mark) }, group);
      element("path", { class: "line", "stroke-width": stroke, d: path(mark) }, group);
    });
    field.value = JSON.stringify(marks);
  }

  const tell = () => {
    told.textContent = chosen < 0 ? `${marks.length}` : `${svg.dataset[marks[chosen].kind]} ${chosen + 1}`;
  };

  function put(mark) {
    if (marks.length >= MOST) return;
    marks.push(mark);
    chosen = marks.length - 1;
    show();
    tell();
  }

  function take(place) {
    if (place < 0 || place >= marks.length) return;
    marks.splice(place, 1);
    chosen = marks.length - 1;
    show();
    tell();
  }

  function choose(name) {
    tool = name;
    for (const button of form.querySelectorAll("[data-tool]")) {
      button.setAttribute("aria-pressed", String(button.dataset.tool === name));
    }
  }

  function inTheMiddle(kind) {
    const [x1, y1, x2, y2] = AT[kind];
    put({ kind, x1, y1, x2, y2 });
  }

  function change(mark, [dx, dy], grow) {
    const moved = { ...mark, x2: rounded(mark.x2 + dx * STEP), y2: rounded(mark.y2 + dy * STEP) };
    if (!grow) Object.assign(moved, { x1: rounded(mark.x1 + dx * STEP), y1: rounded(mark.y1 + dy * STEP) });
    const inside = [moved.x1, moved.y1, moved.x2, moved.y2].every((value) => value >= 0 && value <= 1);
    if (inside && isDrawn(moved)) Object.assign(mark, moved);
  }

  function isDrawn({ kind, x1, y1, x2, y2 }) {
    const [w, h] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
    return (kind === "ring" ? Math.min(w, h) : Math.max(w, h)) >= SHORTEST;
  }

  function at(event) {
    const box = svg.getBoundingClientRect();
    return [rounded(clamp((event.clientX - box.left) / box.width)), rounded(clamp((event.clientY - box.top) / box.height))];
  }

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    svg.focus();
    svg.setPointerCapture(event.pointerId);
    const [x, y] = at(event);
    drawing = { kind: tool, x1: x, y1: y, x2: x, y2: y };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    [drawing.x2, drawing.y2] = at(event);
    show();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    svg.addEventListener(end, () => {
      const mark = drawing;
      drawing = null;
      if (mark && end === "pointerup" && isDrawn(mark)) put(mark);
      else show();
    });
  }

  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    if (key === "p" || key === "r") inTheMiddle(key === "p" ? "arrow" : "ring");
    else if (WAYS[event.key] && marks[chosen]) {
      change(marks[chosen], WAYS[event.key], event.shiftKey);
      show();
    } else if (event.key === "Delete" || event.key === "Backspace") take(chosen);
    else return;
    event.preventDefault();
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.tool) {
      choose(button.dataset.tool);
      /* Pressed by keyboard it draws one at once, to be moved where it belongs. */
      if (event.detail === 0) {
        inTheMiddle(tool);
        svg.focus();
      }
    } else if ("undo" in button.dataset) take(marks.length - 1);
    else if ("clear" in button.dataset) {
      marks.length = 0;
      take(0);
      chosen = -1;
      show();
      tell();
    }
  });
  show();
}

const started = new WeakSet();
function look() {
  for (const form of document.querySelectorAll("[data-drawing]")) {
    if (started.has(form)) continue;
    started.add(form);
    start(form);
  }
}
document.body.addEventListener("htmx:load", look);
look();
