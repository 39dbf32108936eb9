// Photos in a form: taken or chosen, shrunk, looked at, retaken, removed. What is sent is what the input holds.
import { asFile, asText, keep, recall } from "./keeping.js";
import { digest, isWhole, shrink, Undecodable } from "./shrinking.js";
import { work } from "./working.js";

const boxes = new WeakMap();

export function takePhotos(root) {
  for (const box of root.querySelectorAll("[data-photos]")) if (!boxes.has(box)) boxes.set(box, new Photos(box));
}

class Photos {
  shots = []; // {file, text, original, key, isPicture}, in the order of sending
  replacing = null;

  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input[type=file]");
    this.list = box.querySelector(".shots");
    this.status = box.querySelector("[role=status]");
    this.template = box.querySelector("template");
    this.most = Number(box.dataset.photos);
    const verbs = box.querySelector(".verbs");
    verbs.hidden = false;
    this.input.classList.add("unseen");
    this.input.tabIndex = -1;
    this.input.addEventListener("change", () => this.chosen());
    verbs.querySelector(".take").addEventListener("click", () => this.ask(true));
    verbs.querySelector(".choose").addEventListener("click", () => this.ask(false));
    this.input.form?.addEventListener("reset", () => this.replaceAll([]));
    this.input.addEventListener("restored", (event) => this.restored(event.detail));
    if (this.input.files.length) this.chosen();
    else this.replaceAll(recall(this.input).map((shot) => ({ ...shot, file: asFile(shot.text) })));
  }

  ask(withCamera, replacing = null) {
    this.replacing = replacing;
    if (withCamera) this.input.setAttribute("capture", "environment");
    else this.input.removeAttribute("capture");
    this.input.click();
  }

  // Photos of an entry that waited: shrunk already, with the hashes they had before.
  restored(originals) {
    const files = [...this.input.files];
    work(this.input.form, async () => {
      const texts = await Promise.all(files.map(asText));
      this.replaceAll(files.map((file, place) => {
        const original = originals[place] ?? "";
        return { file, text: texts[place], original, key: original || file.name, isPicture: file.type !== "application/pdf" };
      }));
    });
  }

  chosen() {
    const files = [...this.input.files];
    const replacing = this.replacing;
    this.replacing = null;
    this.fill(); // an older browser empties the input when nothing was chosen
    if (!files.length) return;
    this.said(this.template.dataset.working);
    work(this.input.form, async () => {
      const words = [];
      for (const file of files) {
        const full = this.most > 1 && this.shots.length >= this.most && !this.shots.includes(replacing);
        const word = full ? this.word("tooMany") : await this.take(file, replacing);
        if (word && !words.includes(word)) words.push(word);
      }
      this.show();
      this.said(this.summary(), words.join(" "));
    });
  }

  // Add one file. The answer is a sentence when something has to be said about it.
  async take(file, replacing) {
    const original = await digest(file);
    const key = original || `${file.name}/${file.size}/${file.lastModified}`;
    if (this.inForm().some((shot) => shot.key === key && shot !== replacing)) return this.word("twice", file);
    const isPicture = file.type !== "application/pdf";
    let [ready, word] = [file, ""];
    if (isPicture) {
      try {
        ready = await shrink(file);
      } catch (fault) {
        if (!(await isWhole(file))) return this.word(fault instanceof Undecodable && /hei[cf]/i.test(file.type + file.name) ? "unknown" : "unreadable", file);
        word = this.word("asItIs", file);
      }
    }
    const shot = { file: ready, text: await asText(ready), original, key, isPicture };
    const place = this.shots.indexOf(replacing);
    if (this.most === 1) this.shots = [shot];
    else if (place >= 0) this.shots[place] = shot;
    else this.shots.push(shot);
    return word;
  }

  inForm() {
    const all = this.input.form?.querySelectorAll("[data-photos]") ?? [this.box];
    return [...all].flatMap((box) => (box === this.box && this.most === 1 ? [] : (boxes.get(box) ?? this).shots));
  }

  replaceAll(shots) {
    this.shots = shots;
    this.show();
    this.said(this.summary());
  }

  // What the form sends: the files, and beside them the hashes of the photos before they were shrunk.
  fill() {
    const held = new DataTransfer();
    for (const shot of this.shots) held.items.add(shot.file);
    this.input.files = held.files;
    for (const old of this.box.querySelectorAll("input[type=hidden]")) old.remove();
    const said = this.shots.map((shot) => Object.assign(document.createElement("input"), { type: "hidden", name: `${this.input.name}_original`, value: shot.original }));
    this.input.after(...said);
    if (this.shots.length && this.input.form) this.input.form.dataset.unsent = "yes";
    keep(this.input, this.shots);
  }

  show() {
    this.fill();
    for (const image of this.list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    this.list.replaceChildren(...this.shots.map((shot, place) => this.row(shot, place + 1)));
    this.box.querySelector(".verbs").hidden = this.most > 1 && this.shots.length >= this.most;
  }

  row(shot, number) {
    const row = this.template.content.firstElementChild.cloneNode(true);
    const [image, sheet, name] = row.querySelectorAll("img, .sheet-icon, b");
    const title = shot.isPicture ? this.word("photo").replace("{number}", number) : shot.file.name;
    image.hidden = !shot.isPicture;
    sheet.hidden = shot.isPicture;
    if (shot.isPicture) image.src = URL.createObjectURL(shot.file);
    name.textContent = title;
    row.querySelector("p span").textContent = kilobytes(shot.file.size);
    const [again, gone] = row.querySelectorAll("button");
    again.addEventListener("click", () => this.ask(true, shot));
    gone.addEventListener("click", () => {
      this.replaceAll(this.shots.filter((one) => one !== shot));
      (this.list.querySelector(".gone") ?? this.box.querySelector(".take")).focus();
    });
    again.hidden = !shot.isPicture;
    for (const button of [again, gone]) button.setAttribute("aria-label", `${button.textContent}: ${title}`);
    return row;
  }

  summary() {
    const size = this.shots.reduce((sum, shot) => sum + shot.file.size, 0);
    return this.shots.length ? this.word("kept").replace("{number}", this.shots.length).replace("{size}", kilobytes(size)) : "";
  }

  said(text, wrong = "") {
    const late = Object.assign(document.createElement("span"), { className: "late", textContent: wrong });
    this.status.replaceChildren(...(wrong ? [late, " "] : []), text);
  }

  word(name, file) {
    return this.template.dataset[name].replace("{name}", file?.name ?? "");
  }
}

const kilobytes = (size) => `${Math.max(1, Math.round(size / 1000))} kB`;
