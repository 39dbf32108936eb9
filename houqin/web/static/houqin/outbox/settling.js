// The page of the outbox: what was sent, what waits, what was refused, each with what can be done about it.
import { entries } from "./store.js";
import { throwAway } from "./forms.js";
import { serverState } from "./sending.js";
import { sendNow } from "./shell.js";
import { person, word } from "./words.js";

const lists = document.getElementById("outbox-lists");
const time = new Intl.DateTimeFormat(document.documentElement.lang, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });

async function draw() {
  const mine = [], others = new Map();
  for (const entry of await entries()) {
    if (entry.person === person()) mine.push(entry);
    else if (entry.state !== "sent") others.set(entry.personName, (others.get(entry.personName) ?? 0) + 1);
  }
  for (const state of ["refused", "waiting", "sent"]) {
    const section = lists.querySelector(`[data-state="${state}"]`);
    const found = mine.filter((entry) => entry.state === state);
    section.hidden = !found.length;
    section.querySelector("[data-number]").textContent = found.length;
    section.querySelector("ul").replaceChildren(...found.map(line));
  }
  document.getElementById("outbox-empty").hidden = mine.length > 0;
  const held = document.getElementById("outbox-others");
  held.hidden = !others.size;
  held.querySelector("ul").replaceChildren(
    ...[...others].map(([name, number]) => {
      const row = document.createElement("li");
      row.textContent = word("of_another").replace("{name}", name).replace("{number}", number);
      return row;
    }),
  );
}

function line(entry) {
  const row = document.getElementById("outbox-line").content.cloneNode(true).firstElementChild;
  row.querySelector("[data-title]").textContent = entry.title;
  row.querySelector("[data-about]").textContent = entry.about;
  row.querySelector("time").textContent = time.format(entry.pressedAt);
  const photos = entry.fields.filter(([, value]) => value instanceof Blob).length;
  row.querySelector("[data-photos]").textContent = photos ? word("photos").replace("{number}", photos) : "";
  row.querySelector("[data-known]").hidden = !entry.known;
  row.querySelector("[data-reasons]").replaceChildren(
    ...entry.reasons.map((reason) => {
      const one = document.createElement("li");
      one.textContent = reason;
      return one;
    }),
  );
  const look = row.querySelector("[data-look]");
  look.hidden = entry.state !== "sent" || !entry.url;
  look.href = entry.url ?? "";
  const again = row.querySelector("[data-settle]");
  again.hidden = entry.state !== "refused";
  again.href = `${entry.path.split("#")[0]}#settle=${entry.key}`;
  const drop = row.querySelector("[data-drop]");
  drop.hidden = entry.state !== "refused";
  drop.addEventListener("click", () => dropped(entry));
  return row;
}

async function dropped(entry) {
  if (!confirm(word("sure_to_drop"))) return;
  const state = await serverState();
  try {
    if (!state || state.person !== person()) throw new Error("unreached");
    await throwAway(entry, state.csrf);
  } catch {
    alert(word("drop_needs_network"));
  }
  await draw();
}

document.getElementById("outbox-send").addEventListener("click", async (event) => {
  const button = event.currentTarget;
  button.setAttribute("aria-busy", "true");
  const done = await sendNow();
  button.removeAttribute("aria-busy");
  const place = document.getElementById("outbox-said");
  place.textContent = done?.reason ? word(done.reason) : "";
  document.getElementById("outbox-sign-in").hidden = done?.reason !== "signed_out";
  await draw();
});
document.addEventListener("outbox:changed", draw);
draw();
