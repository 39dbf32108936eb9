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
    busy(form, event.submitter);
  });
  const release = () => document.querySelectorAll("form[data-sending]").forEach(free);
  // Coming back with the browser's own button must not find a locked form.
  window.addEventListener("pageshow", release);
  document.body.addEventListener("htmx:afterRequest", release);
  document.body.addEventListener("htmx:sendError", (event) => {
    if (event.detail.requestConfig.verb === "get") return; // a part of the page that did not come is no entry lost
    release();
    const note = document.createElement("p");
    note.className = "notice late";
    note.setAttribute("role", "alert");
    note.textContent = document.body.dataset.lost;
    document.getElementById("main").prepend(note);
  });
}

/** The button says that it is at work. */
export function busy(form, button) {
  if (!button || !button.classList.contains("button")) return;
  form.dataset.words = button.innerHTML;
  button.setAttribute("aria-busy", "true");
  button.textContent = form.dataset.saving || document.body.dataset.saving;
}

export function free(form) {
  delete form.dataset.sending;
  const button = form.querySelector("[aria-busy]");
  if (!button) return;
  button.removeAttribute("aria-busy");
  button.innerHTML = form.dataset.words;
}
