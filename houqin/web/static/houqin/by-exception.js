// A list by exception: says how many are tapped, takes back the last tap, opens details by a swipe.
// The ticks, the choices below them and the arrow work without it.
const FAR = 48; // px; nearer is a trembling thumb

function countAndUndo(form) {
  const tally = form.querySelector("[data-tally]");
  const undo = form.querySelector("[data-undo]");
  const all = tally.textContent;
  const taps = [];
  const tell = () => {
    const odd = form.querySelectorAll(".flip:checked").length;
    const words = odd === 1 ? tally.dataset.one : tally.dataset.many;
    tally.textContent = odd ? words.replace("{number}", odd) : all;
    undo.hidden = taps.length === 0;
    for (const here of form.querySelectorAll("[data-odd-here]")) {
      const odd = here.closest("details").querySelectorAll(".flip:checked").length;
      here.textContent = odd ? `${here.dataset.oddHere} ${odd}` : "";
    }
    for (const flip of form.querySelectorAll(".flip[aria-controls]")) flip.setAttribute("aria-expanded", flip.checked);
  };
  form.addEventListener("change", (event) => {
    if (!event.target.matches(".flip")) return;
    taps.push(event.target);
    tell();
  });
  undo.addEventListener("click", () => {
    const flip = taps.pop();
    flip.checked = !flip.checked;
    tell();
    flip.focus();
  });
  tell();
}

function swipe(item) {
  const details = item.querySelector("details");
  let from = null;
  let swiped = false;
  item.addEventListener("pointerdown", (event) => {
    from = event.isPrimary ? event : null;
    swiped = false;
  });
  item.addEventListener("pointerup", (event) => {
    if (!from) return;
    const [along, across] = [Math.abs(event.clientX - from.clientX), Math.abs(event.clientY - from.clientY)];
    from = null;
    if (along < FAR || along < 2 * across || event.target.closest("input:not(.flip), select, textarea")) return;
    details.open = !details.open;
    swiped = true;
  });
  item.addEventListener("pointercancel", () => (from = null));
  // The tap that a browser makes of a short swipe is not meant.
  item.addEventListener("click", (event) => swiped && event.preventDefault(), true);
}

// A number that stands there already is typed over, not added to.
function typeOver(form) {
  form.addEventListener("click", (event) => {
    if (event.target.matches("input[inputmode]")) event.target.select();
  });
}

// A button on either side of an amount: nobody has to type to send one crate back.
function steppers(form) {
  for (const input of form.querySelectorAll("input[data-step]")) {
    const step = Number(input.dataset.step);
    const button = (sign, words, by) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "button";
      made.textContent = sign;
      made.setAttribute("aria-label", words);
      made.setAttribute("aria-controls", input.id);
      made.addEventListener("click", () => {
        const amount = Number(input.value);
        if (Number.isFinite(amount)) input.value = Math.max(0, Math.round((amount + by) * 1000) / 1000);
      });
      return made;
    };
    const row = document.createElement("div");
    row.className = "stepper";
    const place = input.closest(".inside") || input;
    place.replaceWith(row);
    row.append(button("−", form.dataset.less, -step), place, button("+", form.dataset.more, step));
  }
}

for (const form of document.querySelectorAll("[data-by-exception]")) {
  steppers(form);
  typeOver(form);
  countAndUndo(form);
  for (const item of form.querySelectorAll(".item:has(> details)")) swipe(item);
}
