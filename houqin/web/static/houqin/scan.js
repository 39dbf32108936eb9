// A hand scanner types like a keyboard: whatever the person taps, the next scan must land in the line.
const line = document.querySelector("main input[type=search]");
document.addEventListener("keydown", (event) => {
  if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!event.target.closest("input, select, textarea, button, a")) line.focus();
});
line.select();
