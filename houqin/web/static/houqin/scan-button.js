// The button beside a field (ui/scan_button.html): opens the camera in a dialog and fills the field with the short code.
import { bringToLife, meaningOf } from "./scanner.js";

const alive = new WeakMap();

export function scanFor(id) {
  const dialog = document.getElementById(`${id}-scan`);
  if (!alive.has(dialog)) {
    const scanner = bringToLife(dialog.querySelector(".scanner"), { onText: (text) => take(dialog, id, text) });
    alive.set(dialog, scanner);
    dialog.addEventListener("close", () => scanner.stop());
    dialog.querySelector("[data-does=close]").addEventListener("click", () => dialog.close());
  }
  dialog.showModal();
  alive.get(dialog).start();
}

function take(dialog, id, text) {
  const { code, foreign, address } = meaningOf(text);
  const scanner = alive.get(dialog);
  if (!code) return scanner.say("foreign", foreign ?? address);
  const field = document.getElementById(id);
  if (!fill(field, code)) {
    scanner.say("found", `${dialog.dataset.none} ${code}`);
    return;
  }
  dialog.close();
  // A line that searches has nothing else to be filled in.
  if (field.type === "search") return field.form.requestSubmit();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
}

function fill(field, code) {
  if (field.tagName !== "SELECT") {
    field.value = code;
    return true;
  }
  const choice = [...field.options].find((option) => option.dataset.code === code || holds(option.text, code));
  if (choice) field.value = choice.value;
  return Boolean(choice);
}

// The code as a word of its own: L251118-07 is not found in L251118-071.
function holds(words, code) {
  return words.split(/[\s，,（）()]+/).includes(code);
}
