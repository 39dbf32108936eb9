// What every page needs from a script. Everything works without it; this only makes it kinder.
import { lockOnSubmit } from "./lock.js";
import { askFirst } from "./confirm.js";
import { leadToMistake } from "./mistakes.js";
import { startOutbox } from "./outbox/shell.js";

askFirst(document);
lockOnSubmit(document);
leadToMistake(document);
startOutbox();

// The camera comes when somebody taps for it, and not before.
document.documentElement.dataset.scans = "";
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-scan]");
  if (button) (await import("./scan-button.js")).scanFor(button.dataset.scan);
});

// What only some pages need is fetched only there.
const bring = (root) => {
  if (root.querySelector("[data-photos]")) import("./photos.js").then((photos) => photos.takePhotos(root));
  if (root.querySelector("[data-signature]")) import("./signature.js").then((pads) => pads.takeSignatures(root));
};
bring(document);
document.body.addEventListener("htmx:afterSwap", (event) => bring(event.detail.elt));
