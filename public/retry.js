/* Counts down on a page that keeps what was sent, and sends it again when the time has come (app/_http/retry-form.tsx). */
for (const form of document.querySelectorAll("form[data-retry-seconds]")) {
  const text = form.querySelector("[data-retry-text]");
  const at = Date.now() + Number(form.dataset.retrySeconds) * 1000;
  const timer = setInterval(show, 250);
  form.addEventListener("submit", () => clearInterval(timer));
  show();

  function show() {
    const seconds = Math.max(0, Math.ceil((at - Date.now()) / 1000));
    text.hidden = false;
    text.textContent = text.dataset.retryText.replace("{seconds}", String(seconds));
    if (seconds > 0) return;
    clearInterval(timer);
    form.requestSubmit();
  }
}
