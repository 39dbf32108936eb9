// A round: the camera stays open, a scanned point is marked at once, and the next code can be shown.
import { bringToLife, meaningOf } from "./scanner.js";

// Long enough to take the phone away from the label, so that one label is not read twice.
const REST_MS = 1500;
const page = document.querySelector("[data-patrol]");
const panel = page?.querySelector(".scanner");

// A typed code is one that no camera read; whoever changes it by hand says so.
for (const form of page?.querySelectorAll("form") ?? []) {
  form.elements.code?.addEventListener("input", () => (form.elements.how.value = "typed"));
}

if (panel) {
  const scanner = bringToLife(panel, { onText: take });

  // Who has let us before is not made to tap again after each point.
  navigator.permissions?.query({ name: "camera" }).then(
    (permission) => permission.state === "granted" && scanner.start(),
    () => {},
  );

  function take(text) {
    const { code, foreign, address } = meaningOf(text);
    if (!code) {
      scanner.say("foreign", foreign ?? address);
      return void setTimeout(() => scanner.start(), REST_MS);
    }
    const form = formOf(code);
    form.elements.code.value = code;
    form.elements.how.value = "scanned";
    if (waitsForPerson(form)) return show(form);
    form.requestSubmit();
    // Sent, the page comes anew; kept without signal, it stays, and so does the camera.
    setTimeout(() => scanner.start(), REST_MS);
  }
}

function formOf(code) {
  const points = [...page.querySelectorAll("form[data-code]:not([hidden])")];
  return points.find((form) => same(form.dataset.code, code)) ?? page.querySelector("form[data-any]");
}

// Labels are read in any spelling by the server; here only what a camera gives is compared.
function same(one, other) {
  return one.trim().toUpperCase() === other.trim().toUpperCase();
}

// Where a photo is asked, or something is being written down, the person presses the button.
function waitsForPerson(form) {
  const asksPhoto = "asks" in form.dataset && !form.querySelector(".shots li");
  // By name: a collection has a method that is called item.
  const said = (name) => form.elements.namedItem(name).value.trim() !== "";
  return asksPhoto || said("finding") || said("item");
}

function show(form) {
  const folded = form.closest("details");
  if (folded) folded.open = true;
  form.scrollIntoView({ block: "center" });
  form.querySelector(".take:not([hidden]), .button.primary")?.focus();
}
