// One more empty row for a form of rows. Without a script the page already carries a few spare ones.
for (const button of document.querySelectorAll("[data-more-rows]")) {
  const rows = button.closest("form").querySelector("[data-rows]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const row = rows.lastElementChild.cloneNode(true);
    row.classList.remove("is-wrong");
    for (const gone of row.querySelectorAll(".wrong, .unit")) gone.remove();
    for (const input of row.querySelectorAll("input")) {
      input.value = "";
      input.removeAttribute("aria-invalid");
    }
    rows.append(row);
    row.querySelector("input").focus();
  });
}
