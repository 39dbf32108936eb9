// A picture as the phone took it, made small enough for a bad network. What is drawn anew has no place and no camera.
export const LARGEST = 300_000;
const STEPS = [[1600, 0.82], [1600, 0.7], [1600, 0.58], [1280, 0.7], [1280, 0.55], [1024, 0.6], [1024, 0.45], [800, 0.5], [640, 0.4]];

// The file as JPEG of at most 300 kB, upright. Throws `Undecodable` when the browser cannot open it.
export class Undecodable extends Error {}

export async function shrink(file) {
  const picture = await opened(file);
  try {
    let canvas;
    for (const [edge, quality] of STEPS) {
      if (!canvas || Math.max(canvas.width, canvas.height) > edge) canvas = drawn(picture, edge);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
      if (blob && blob.size <= LARGEST) {
        return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
      }
    }
  } finally {
    picture.close?.();
  }
  throw new Error("No step is small enough.");
}

async function opened(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // Safari opens HEIC only this way, and older browsers do not know the option.
    const image = new Image();
    image.src = URL.createObjectURL(file);
    try {
      await image.decode();
      return image;
    } catch {
      throw new Undecodable(file.name);
    } finally {
      URL.revokeObjectURL(image.src);
    }
  }
}

function drawn(picture, edge) {
  const [width, height] = [picture.naturalWidth ?? picture.width, picture.naturalHeight ?? picture.height];
  const scale = Math.min(1, edge / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext("2d", { alpha: false });
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// SHA-256 in hexadecimal; empty where the page came without https and the browser does not reckon it.
export async function digest(file) {
  if (!crypto.subtle) return "";
  const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Is it a whole JPEG or PNG, which the server can open though this browser cannot?
export async function isWhole(file) {
  if (file.size > 12 * 1024 * 1024) return false;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const says = (from, ...wanted) => wanted.every((byte, place) => bytes.at(from + place) === byte);
  return (says(0, 0xff, 0xd8, 0xff) && says(-2, 0xff, 0xd9)) || (says(0, 0x89, 0x50, 0x4e, 0x47) && says(-8, 0x49, 0x45, 0x4e, 0x44));
}
