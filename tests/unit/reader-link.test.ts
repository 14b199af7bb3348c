import { afterEach, expect, test, vi } from "vitest";
import { createLink, getKnownLink, setLink, subscribeToLinks } from "@/app/_sharing/reader-link";

const target = { locale: "en", article: "a-story", page: "https://ours.example/en/articles/a-story" };
const READERS = "https://ours.example/s/bcdfghjkm";
const OWN = "https://ours.example/s/npqrstvwx";

afterEach(() => vi.unstubAllGlobals());

test("a signer's link replaces a pending reader's link and notifies all subscribers on the page", async () => {
  let respond = (_: Response) => {};
  vi.stubGlobal("location", { search: "" });
  vi.stubGlobal(
    "fetch",
    vi.fn(() => new Promise<Response>((resolve) => (respond = resolve))),
  );
  const notified: (string | null)[] = [];
  const unsubscribe = subscribeToLinks(() => notified.push(getKnownLink(target)));
  const creating = createLink(target);
  expect(fetch).toHaveBeenCalledOnce();
  setLink(target, OWN);
  respond(Response.json({ share: READERS }, { status: 201 }));
  expect(await creating).toBe(OWN);
  expect(getKnownLink(target)).toBe(OWN);
  expect(notified).toEqual([OWN]);
  unsubscribe();
  setLink(target, READERS);
  expect(notified).toEqual([OWN]);
});
