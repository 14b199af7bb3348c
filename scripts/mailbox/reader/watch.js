/** Polls for new mail while the page is visible, and updates the list without moving anything else. */
const POLL_INTERVAL_MS = 4_000;

let { newest: seenNewest = "", statuses: seenStatuses = "" } = document.body.dataset;
let isPolling = false;

async function poll() {
  if (isPolling || document.hidden) return;
  isPolling = true;
  try {
    const { newest, statuses, all } = await (await fetch("/mails")).json();
    const isNew = (newest ?? "") !== seenNewest;
    // An older page of the list has other mails than the newest.
    const isChanged = statuses !== seenStatuses && !location.search.includes("after=");
    if (isNew || isChanged) await refresh();
    if (isNew) announce(all);
    seenNewest = newest ?? "";
    seenStatuses = statuses;
  } catch {
    // The mailbox may be restarting. The next poll tries again.
  } finally {
    isPolling = false;
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
    all === 0 ? "The mailbox is empty." : "A new mail has arrived.";
}

setInterval(poll, POLL_INTERVAL_MS);
document.addEventListener("visibilitychange", poll);
