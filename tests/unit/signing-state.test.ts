import { afterEach, beforeEach, expect, test, vi } from "vitest";

const CAMPAIGN = "clean-rivers";
const SHARE = "https://ours.example/s/bcdfghjkm";
const KEPT = `groundswell:signing:${CAMPAIGN}`;

class AStorageEvent extends Event {
  key: string | null = null;
}

/** A tab of a browser: its own copy of the modules, with the storage that all tabs share. */
async function aTab() {
  vi.resetModules();
  return import("@/app/_signing/signing-state");
}

function aStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

let browser: EventTarget;

beforeEach(() => {
  browser = new EventTarget();
  vi.stubGlobal("StorageEvent", AStorageEvent);
  vi.stubGlobal("localStorage", aStorage());
  vi.stubGlobal("sessionStorage", aStorage());
  vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
  vi.stubGlobal("removeEventListener", browser.removeEventListener.bind(browser));
});
afterEach(() => vi.unstubAllGlobals());

const storageChanged = (key: string | null) =>
  browser.dispatchEvent(Object.assign(new AStorageEvent("storage"), { key }));

test("a reload keeps the step", async () => {
  const before = await aTab();
  expect(before.getSigningState(CAMPAIGN)).toEqual({ step: "open" });
  before.setPending(CAMPAIGN, { now: 1_000, nextMailAt: 241_000, mailAt: 121_000 });
  const pending = await aTab();
  expect(pending.getSigningState(CAMPAIGN)).toEqual({
    step: "pending",
    since: 1_000,
    nextMailAt: 241_000,
    mailAt: 121_000,
  });
  pending.setSigned(CAMPAIGN, SHARE);
  expect((await aTab()).getSigningState(CAMPAIGN)).toEqual({ step: "signed", share: SHARE });
  expect((await aTab()).getSigningState("another-campaign")).toEqual({ step: "open" });
});

test("a change notifies all listeners, also in other tabs", async () => {
  const here = await aTab();
  const there = await aTab();
  const heard: string[] = [];
  here.subscribeToSigning(CAMPAIGN, () => heard.push(`bar ${here.getSigningState(CAMPAIGN).step}`));
  here.subscribeToSigning(CAMPAIGN, () => heard.push(`block ${here.getSigningState(CAMPAIGN).step}`));
  here.setPending(CAMPAIGN, { now: 1_000 });
  there.setSigned(CAMPAIGN, SHARE);
  storageChanged("something-else");
  expect(heard).toEqual(["bar pending", "block pending"]);
  storageChanged(KEPT);
  expect(heard.slice(2)).toEqual(["bar signed", "block signed"]);
});

test("a page restored from the back/forward cache reads the new state", async () => {
  const restored = await aTab();
  const heard: string[] = [];
  restored.subscribeToSigning(CAMPAIGN, () => heard.push(restored.getSigningState(CAMPAIGN).step));
  (await aTab()).setSigned(CAMPAIGN, SHARE);
  browser.dispatchEvent(new Event("pageshow"));
  expect(heard).toEqual(["signed"]);
  browser.dispatchEvent(new Event("pageshow"));
  expect(heard, "nothing new is not announced").toHaveLength(1);
});

test("the input is kept until the signature is confirmed; then the form is empty", async () => {
  const { setPending, setSigned, reopenForm, getSigningState } = await aTab();
  const { readDraft, saveDraft } = await import("@/app/_signing/sign-draft");
  saveDraft(CAMPAIGN, { fields: { name: "Ada", email: "ada@example.org" }, callout: "2" });
  setPending(CAMPAIGN, { now: 1_000 });
  reopenForm(CAMPAIGN);
  expect(readDraft(CAMPAIGN)).toEqual({ fields: { name: "Ada", email: "ada@example.org" }, callout: "2" });
  setPending(CAMPAIGN, { now: 2_000 });
  setSigned(CAMPAIGN, SHARE);
  expect(readDraft(CAMPAIGN)).toEqual({ fields: {} });
  expect(localStorage.getItem(KEPT), "nothing that was typed is kept for all tabs").not.toContain("ada");
  reopenForm(CAMPAIGN);
  expect(getSigningState(CAMPAIGN)).toEqual({ step: "open" });
  expect(localStorage.getItem(KEPT)).toBeNull();
});

test.each(["{", "null", "[]", '{"step":"signed","share":"javascript:alert(1)"}', '{"step":"won"}'])(
  "ignores an invalid stored value: %s",
  async (value) => {
    localStorage.setItem(KEPT, value);
    const state = (await aTab()).getSigningState(CAMPAIGN);
    expect([{ step: "open" }, { step: "signed", share: null }]).toContainEqual(state);
  },
);

test("without storage, the state lasts until the page is left", async () => {
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
  vi.stubGlobal("sessionStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
  const { getSigningState, setSigned, subscribeToSigning } = await aTab();
  subscribeToSigning(CAMPAIGN, () => {});
  setSigned(CAMPAIGN, SHARE);
  expect(getSigningState(CAMPAIGN)).toEqual({ step: "signed", share: SHARE });
  browser.dispatchEvent(new Event("pageshow"));
  expect(getSigningState(CAMPAIGN), "after Back").toEqual({ step: "signed", share: SHARE });
});
