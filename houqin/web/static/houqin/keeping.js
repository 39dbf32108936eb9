// A form that comes back with mistakes has lost its files: browsers never fill them in again. So this tab remembers
// them under the form's entry key, until the form went through.
const MARK = "houqin-files ";

const place = (input) => {
  const key = input.form?.elements.entry_key?.value;
  return key && `${MARK}${key} ${input.name}`;
};

export function keep(input, things) {
  const name = place(input);
  if (!name) return;
  try {
    if (things.length) sessionStorage.setItem(name, JSON.stringify(things));
    else sessionStorage.removeItem(name);
  } catch {
    sessionStorage.removeItem(name); // no room: the person takes the photos again
  }
}

// What the input held when this very form was sent and came back. Forms that are no longer here are forgotten.
export function recall(input) {
  const here = [...document.querySelectorAll("[name=entry_key]")].map((one) => one.value);
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(MARK) && !here.includes(name.split(" ")[1])) sessionStorage.removeItem(name);
  }
  const name = place(input);
  return JSON.parse((name && sessionStorage.getItem(name)) || "[]");
}

export async function asText(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let from = 0; from < bytes.length; from += 8192) text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return { name: file.name, type: file.type, bytes: btoa(text) };
}

export function asFile({ name, type, bytes }) {
  return new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name, { type });
}
