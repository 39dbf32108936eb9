// A form sent once stays sent: its button says so and locks, until the answer is here or the page comes back.
export function lockOnSubmit(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    const button = event.submitter;
    if (!button || !button.classList.contains("button")) return;
    form.dataset.words = button.innerHTML;
    button.setAttribute("aria-busy", "true");
    button.textContent = form.dataset.saving || document.body.dataset.saving;
  });
  const release = () => {
    for (const form of document.querySelectorAll("form[data-sending]")) {
      delete form.dataset.sending;
      const button = form.querySelector("[aria-busy]");
      if (!button) continue;
      button.removeAttribute("aria-busy");
      button.innerHTML = form.dataset.words;
    }
  };
  // Coming back with the browser's own button must not find a locked form.
  window.addEventListener("pageshow", release);
  document.body.addEventListener("htmx:afterRequest", release);
  document.body.addEventListener("htmx:sendError", () => {
    release();
    const note = document.createElement("p");
    note.className = "notice late";
    note.setAttribute("role", "alert");
    note.textContent = document.body.dataset.lost;
    document.getElementById("main").prepend(note);
  });
}
