/* A variable that is clicked stands where the writing was. */
const form = document.querySelector("[data-texts]");
let field = form.querySelector("textarea");
form.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea, input:not([type=hidden])")) field = event.target;
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
