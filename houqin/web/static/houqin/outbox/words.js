// What the page knows: whose it is, and its sentences in the reader's language.

export const person = () => document.body.dataset.person ?? "";
export const school = () => document.body.dataset.school ?? "";

/** A sentence from the page's own template, never written here: pages are translated. */
export function word(name) {
  return document.getElementById("outbox-words")?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
}

/** Say it to people who do not see it. */
export function tell(name) {
  const place = document.getElementById("outbox-live");
  if (place) place.textContent = word(name);
}
