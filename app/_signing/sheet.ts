/** Identifies the dialog of a call-out: in the history, and on the link that opens it. */
export function sheetName(campaign: string, callout: string): string {
  return `${campaign} ${callout}`;
}

const MARK = "groundswellSheet";

/** Returns the sheet of the current history entry, or null. */
export function markedSheet(): { name: string; campaign: string; callout: string } | null {
  const state: unknown = history.state;
  const name = typeof state === "object" && state !== null && MARK in state ? state[MARK] : null;
  if (typeof name !== "string") return null;
  const [campaign = "", callout = ""] = name.split(" ");
  return { name, campaign, callout };
}

/** Adds a history entry for a sheet. */
export function markSheet(name: string) {
  history.pushState({ ...history.state, [MARK]: name }, "");
}

/** Focuses the field for the name or the code, or else the start of the step. */
export function focusFirst(container: HTMLElement | null) {
  const found = ['[name="name"]', '[name="code"]', "[data-step-start]"].flatMap(
    (selector) => container?.querySelector<HTMLElement>(selector) ?? [],
  );
  found[0]?.focus();
}

/** Returns the focus to the link of a closed sheet. The browser does it, too, but not after a reload, and not in Safari. */
export function focusOpener(name: string) {
  const opener = document.querySelector<HTMLElement>(`[data-sheet="${CSS.escape(name)}"]`);
  opener?.focus({ preventScroll: true });
}
