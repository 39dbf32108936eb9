// Reads QR codes out of pixels: the browser's own reader where there is one, else the library in a worker.

// A photo of twelve megapixels is shrunk to this before it is read: a label still has pixels to spare.
const LONGEST_SIDE = 1600;

export async function openReader(workerAddress) {
  if (await readsItself()) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return {
      read: async (source) => (await detector.detect(source))[0]?.rawValue ?? null,
      close() {},
    };
  }
  const worker = new Worker(workerAddress, { type: "module" });
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let answer = () => {};
  worker.addEventListener("message", ({ data }) => answer(data));
  worker.addEventListener("error", () => answer(null));
  return {
    read(source) {
      const pixels = pixelsOf(source, canvas, context);
      return new Promise((resolve) => {
        answer = resolve;
        worker.postMessage(pixels, [pixels.data.buffer]);
      });
    },
    close: () => worker.terminate(),
  };
}

async function readsItself() {
  if (!("BarcodeDetector" in window)) return false;
  try {
    return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
  } catch {
    return false;
  }
}

function pixelsOf(source, canvas, context) {
  const width = source.videoWidth || source.naturalWidth || source.width;
  const height = source.videoHeight || source.naturalHeight || source.height;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width: canvas.width, height: canvas.height, data };
}
