/** Looks for new mail while somebody is looking, and puts it into the list without moving anything else. */
const LOOK_EVERY_MS = 4_000;

let seen = document.body.dataset.newest ?? "";
let looking = false;

async function look() {
  if (looking || document.hidden) return;
  looking = true;
  try {
    const { newest, all } = await (await fetch("/mails")).json();
    if ((newest ?? "") !== seen) await refresh(newest ?? "", all);
  } catch {
    // The mailbox is being started again; the next look will find it.
  } finally {
    looking = false;
  }
}

async function refresh(newest, all) {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const list = document.getElementById("list");
  const fresh = page.getElementById("list");
  if (!list || !fresh) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  list.replaceChildren(...fresh.childNodes);
  if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  if (document.body.className === "choosing") document.title = page.title;
  document.getElementById("announcement").textContent =
    all === 0 ? "The mailbox is empty." : "A new mail has come.";
  seen = newest;
}

setInterval(look, LOOK_EVERY_MS);
document.addEventListener("visibilitychange", look);
