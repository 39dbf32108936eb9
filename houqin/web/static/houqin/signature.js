// A signature drawn with finger, pen or mouse. Strokes are kept as points, so turning the phone loses nothing.
import { keep, recall } from "./keeping.js";
import { work } from "./working.js";

const pads = new WeakMap();
const SENT = { width: 600, height: 200, margin: 8 };

export function takeSignatures(root) {
  for (const box of root.querySelectorAll("[data-signature]")) if (!pads.has(box)) pads.set(box, new Pad(box));
}

class Pad {
  strokes = []; // each a list of [x, y] in a space as wide as the widest this pad has been
  span = 0;

  constructor(box) {
    this.input = box.querySelector("input[type=file]");
    this.canvas = box.querySelector("canvas");
    this.hint = box.querySelector(".hint");
    this.verbs = box.querySelector(".verbs");
    box.querySelector(".pad").hidden = false;
    this.input.classList.add("unseen");
    this.input.tabIndex = -1;
    this.strokes = recall(this.input);
    this.keep();
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.go(event));
    for (const name of ["pointerup", "pointercancel"]) this.canvas.addEventListener(name, () => this.end());
    this.verbs.querySelector(".clear").addEventListener("click", () => this.clear());
    this.input.form?.addEventListener("reset", () => this.clear());
    new ResizeObserver(() => this.fit()).observe(this.canvas);
    this.say();
  }

  fit() {
    const { width, height } = this.canvas.getBoundingClientRect();
    if (!width) return;
    const sharp = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * sharp);
    this.canvas.height = Math.round(height * sharp);
    this.span = Math.max(this.span, width);
    this.scale = width / this.span;
    this.draw();
  }

  begin(event) {
    if (event.button || this.drawing) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.drawing = [this.point(event)];
    this.strokes.push(this.drawing);
    this.draw();
  }

  go(event) {
    if (!this.drawing) return;
    for (const one of event.getCoalescedEvents?.() ?? [event]) this.drawing.push(this.point(one));
    this.draw();
  }

  end() {
    if (!this.drawing) return;
    this.drawing = null;
    this.keep();
  }

  clear() {
    this.strokes = [];
    this.drawing = null;
    this.draw();
    this.keep();
  }

  point(event) {
    const place = this.canvas.getBoundingClientRect();
    return [(event.clientX - place.left) / this.scale, (event.clientY - place.top) / this.scale];
  }

  draw() {
    const pen = this.canvas.getContext("2d");
    const sharp = (window.devicePixelRatio || 1) * this.scale;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    ink(pen, this.strokes, getComputedStyle(this.canvas).color);
    this.say();
  }

  say() {
    const words = this.canvas.dataset;
    this.hint.hidden = this.strokes.length > 0;
    this.verbs.hidden = this.strokes.length === 0;
    this.canvas.setAttribute("aria-label", this.strokes.length ? words.signed : words.empty);
  }

  // Into the input, as black ink on white: the form sends it like any file. An empty pad sends nothing.
  keep() {
    const form = this.input.form;
    work(form, async () => {
      const held = new DataTransfer();
      if (this.strokes.length) {
        held.items.add(new File([await picture(this.strokes)], "signature.png", { type: "image/png" }));
        if (form) form.dataset.unsent = "yes";
      }
      this.input.files = held.files;
      keep(this.input, this.strokes);
    });
  }
}

function ink(pen, strokes, colour, width = 2.6) {
  Object.assign(pen, { strokeStyle: colour, fillStyle: colour, lineWidth: width, lineCap: "round", lineJoin: "round" });
  for (const points of strokes) {
    pen.beginPath();
    if (points.length < 3) {
      const [x, y] = points[0];
      pen.arc(x, y, width / 2, 0, 2 * Math.PI);
      pen.fill();
    }
    pen.moveTo(...points[0]);
    // Through the middle between two points, with the point as the curve's handle: smooth, and never off the line.
    for (let place = 1; place < points.length - 1; place += 1) {
      const [[x, y], [nextX, nextY]] = [points[place], points[place + 1]];
      pen.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
    }
    if (points.length > 1) pen.lineTo(...points.at(-1));
    pen.stroke();
  }
}

function picture(strokes) {
  const points = strokes.flat();
  const [left, top] = [0, 1].map((axis) => Math.min(...points.map((point) => point[axis])));
  const [right, bottom] = [0, 1].map((axis) => Math.max(...points.map((point) => point[axis])));
  const { width, height, margin } = SENT;
  const scale = Math.min(2, (width - 2 * margin) / Math.max(1, right - left), (height - 2 * margin) / Math.max(1, bottom - top));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil((right - left) * scale) + 2 * margin;
  canvas.height = Math.ceil((bottom - top) * scale) + 2 * margin;
  const pen = canvas.getContext("2d", { alpha: false });
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(scale, 0, 0, scale, margin - left * scale, margin - top * scale);
  ink(pen, strokes, "#000");
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
