// A form whose photos are still being shrunk, or whose signature is still being written, waits before it is sent.
//
//   form[data-working]            while it lasts; `houqin:working` and `houqin:ready` bubble up from the form
//   form[data-unsent]             there are photos or a signature that no server has yet
//   await ready(form)             nothing is pending
//
// A submit that comes too early is held back here, before anybody else hears of it, and happens again when all is
// ready. Whoever listens for `submit` on the document, or on a form, only ever sees forms that can go.
const last = new WeakMap();
const held = new WeakMap();

export const ready = (form) => last.get(form) ?? Promise.resolve();

export function work(form, job) {
  if (!form) return job();
  const done = ready(form).then(job).catch((fault) => console.error(fault));
  last.set(form, done);
  form.dataset.working = "yes";
  form.dispatchEvent(new CustomEvent("houqin:working", { bubbles: true }));
  done.then(() => last.get(form) === done && finish(form));
  return done;
}

function finish(form) {
  delete form.dataset.working;
  form.dispatchEvent(new CustomEvent("houqin:ready", { bubbles: true }));
  const button = held.get(form);
  held.delete(form);
  if (!button) return;
  button.removeAttribute("aria-busy");
  button.click();
}

function hold(event) {
  const form = event.target;
  if (!form.dataset.working) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = event.submitter ?? form.querySelector("button:not([type=button])");
  button.setAttribute("aria-busy", "true");
  held.set(form, button);
}

function stay(event) {
  if (document.querySelector("form[data-unsent]:not([data-sending])")) event.preventDefault();
}

// On the window, in the first phase: before the question of confirm.js, the lock of lock.js, and htmx.
window.addEventListener("submit", hold, true);
window.addEventListener("beforeunload", stay);
