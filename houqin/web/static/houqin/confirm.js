// A verb that cannot be taken back asks once, in its own words. Captured, so that it asks before htmx sends.
export function askFirst(root) {
  const ask = (event) => {
    const question = event.target.dataset.confirm;
    if (!question || window.confirm(question)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  root.addEventListener("submit", ask, true);
}
