// After a form came back with mistakes, or a verb was refused, the focus is where the mending starts.
export function leadToMistake(root) {
  const lead = (place) => {
    const mistake = place.querySelector(".wrongs[tabindex], .refusals[tabindex]");
    if (mistake) mistake.focus();
  };
  lead(root);
  document.body.addEventListener("htmx:afterSwap", (event) => lead(event.detail.elt));
}
