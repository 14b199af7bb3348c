import { afterEach, expect, test, vi } from "vitest";
import { createDraftStore } from "@/app/[locale]/staff/articles/[article]/_editor/draft-store";

const fields = {
  title: "Taps",
  dek: "",
  byline: "",
  topic: "",
  bodyMarkdown: "Water.",
  primaryCampaign: null,
};
const refuse = () => {
  throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("saves a draft to the server when the browser's storage is full or blocked", async () => {
  vi.useFakeTimers();
  const sent: string[] = [];
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
  vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body).words.bodyMarkdown);
    return Response.json({ outcome: "saved", version: 2, by: null, at: "2026-11-25T10:00:00Z", remarks: [] });
  });
  const store = createDraftStore({ article: "1", version: 1, fields, remarks: [] });
  store.resume();
  store.change({ bodyMarkdown: "Water for all." });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toEqual(["Water for all."]);
  expect(store.current().state).toBe("saved");
});
