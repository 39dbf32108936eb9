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

for (const form of document.querySelectorAll("[data-by-exception]")) {
  countAndUndo(form);
  for (const item of form.querySelectorAll(".item:has(> details)")) swipe(item);
}
