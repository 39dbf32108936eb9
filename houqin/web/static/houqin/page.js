// What every page needs from a script. Everything works without it; this only makes it kinder.
import { lockOnSubmit } from "./lock.js";
import { askFirst } from "./confirm.js";
import { leadToMistake } from "./mistakes.js";

askFirst(document);
lockOnSubmit(document);
leadToMistake(document);

// What only some pages need is fetched only there.
const bring = (root) => {
  if (root.querySelector("[data-photos]")) import("./photos.js").then((photos) => photos.takePhotos(root));
  if (root.querySelector("[data-signature]")) import("./signature.js").then((pads) => pads.takeSignatures(root));
};
bring(document);
document.body.addEventListener("htmx:afterSwap", (event) => bring(event.detail.elt));
