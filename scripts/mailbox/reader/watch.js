/** Looks for new mail while somebody is looking, and puts it into the list without moving anything else. */
const LOOK_EVERY_MS = 4_000;

let { newest: seenNewest = "", fates: seenFates = "" } = document.body.dataset;
let looking = false;

async function look() {
  if (looking || document.hidden) return;
  looking = true;
  try {
    const { newest, fates, all } = await (await fetch("/mails")).json();
    const isNew = (newest ?? "") !== seenNewest;
    // An older page of the list has other mails than the newest.
    const isChanged = fates !== seenFates && !location.search.includes("after=");
    if (isNew || isChanged) await refresh();
    if (isNew) announce(all);
    seenNewest = newest ?? "";
    seenFates = fates;
  } catch {
    // The mailbox is being started again; the next look will find it.
  } finally {
    looking = false;
  }
}

async function refresh() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const list = document.getElementById("list");
  const fresh = page.getElementById("list");
  if (!list || !fresh) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  list.replaceChildren(...fresh.childNodes);
  if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  if (document.body.className === "choosing") document.title = page.title;
}

function announce(all) {
  document.getElementById("announcement").textContent =
    all === 0 ? "The mailbox is empty." : "A new mail has come.";
}

setInterval(look, LOOK_EVERY_MS);
document.addEventListener("visibilitychange", look);
