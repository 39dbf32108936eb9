// Shows the chosen photos under the input, so that a blurred one is retaken before it is sent.
export function previewFiles(root) {
  root.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    const place = document.getElementById(`${input.id}_previews`);
    if (!place) return;
    for (const image of place.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    place.replaceChildren(
      ...[...input.files]
        .filter((file) => file.type.startsWith("image/"))
        .map((file) => {
          const image = document.createElement("img");
          image.src = URL.createObjectURL(file);
          image.alt = file.name;
          return image;
        }),
    );
  });
}
