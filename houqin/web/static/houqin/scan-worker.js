// The library, away from the page: a hard picture takes it a tenth of a second.
import decodeQR from "../vendor/qr/decode.js";

self.addEventListener("message", ({ data: image }) => {
  let text = null;
  try {
    text = decodeQR(image);
  } catch {
    // No code in this picture is the usual case, not a fault.
  }
  self.postMessage(text);
});
