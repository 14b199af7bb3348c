import { Readable } from "node:stream";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isCrossSite } from "@/app/_http/cross-site";
import { setNodeBody } from "@/app/_http/node-body";
import { preferredLocale } from "@/app/_http/preferred-locale";
import { readBody } from "@/app/_http/read-body";

const FORM = "application/x-www-form-urlencoded";
const LIMIT = 64 * 1024;

function request(body: BodyInit | null, headers: Record<string, string> = {}) {
  // Required for a stream as body; missing in TypeScript's DOM types.
  const streaming = { duplex: "half" };
  return new Request("http://localhost:3000/api", { method: "POST", body, headers, ...streaming });
}

/** Creates a stream of `count` chunks that counts the chunks that were read. */
function inChunks(count: number, chunk: string) {
  let read = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      read += 1;
      if (read > count) controller.close();
      else controller.enqueue(new TextEncoder().encode(chunk));
    },
  });
  return { stream, countRead: () => read };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("readBody", () => {
  test.each([
    [FORM, "name=Ada+L.&email=a%40b.org&name=Eve", { name: "Eve", email: "a@b.org" }],
    [`${FORM}; charset=UTF-8`, "name=Zo%C3%AB", { name: "Zoë" }],
    ["Application/JSON; charset=utf-8", '{"name":"Zoë","updates":true}', { name: "Zoë", updates: true }],
    ["application/json", "{}", {}],
  ])("reads %s", async (type, body, fields) => {
    const kind = type.startsWith(FORM) ? "form" : "json";
    expect(await readBody(request(body, { "content-type": type }))).toEqual({ ok: true, fields, kind });
  });

  test("reads a multipart form without its files", async () => {
    const form = new FormData();
    form.set("name", "Ada");
    form.set("portrait", new Blob(["x"]), "ada.png");
    expect(await readBody(request(form))).toEqual({ ok: true, fields: { name: "Ada" }, kind: "form" });
  });

  test.each(["[]", "null", '"text"', "7", "{", "", "\u0000"])(
    "refuses JSON that is not an object: %j",
    async (body) => {
      const answer = await readBody(request(body, { "content-type": "application/json" }));
      expect(answer).toEqual({ ok: false, status: 400, kind: "json" });
    },
  );

  test("refuses bytes that are not UTF-8, and a truncated form", async () => {
    const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    expect(await readBody(request(bytes, { "content-type": "application/json" }))).toMatchObject({
      status: 400,
    });
    const cut = request("--x\r\ncontent-disposition: form-data", {
      "content-type": "multipart/form-data; boundary=x",
    });
    expect(await readBody(cut)).toEqual({ ok: false, status: 400, kind: "form" });
  });

  test.each(["text/plain", "text/html", "application/jsonx", ""])(
    "refuses the type %j, with a page for browsers",
    async (type) => {
      const bytes = new TextEncoder().encode("name=Ada");
      const headers: Record<string, string> = type ? { "content-type": type } : {};
      expect(await readBody(request(bytes, headers))).toEqual({ ok: false, status: 415, kind: "json" });
      const browser = request(bytes, { ...headers, accept: "text/html,*/*" });
      expect(await readBody(browser)).toEqual({ ok: false, status: 415, kind: "form" });
    },
  );

  test("accepts 64 KB and not a byte more", async () => {
    const fits = `name=${"a".repeat(LIMIT - "name=".length)}`;
    expect(await readBody(request(fits, { "content-type": FORM }))).toMatchObject({ ok: true });
    expect(await readBody(request(`${fits}a`, { "content-type": FORM }))).toEqual({
      ok: false,
      status: 413,
      kind: "form",
    });
  });

  test("ignores the declared length of a body, and stops reading at the limit", async () => {
    const { stream, countRead } = inChunks(1_000, "x".repeat(1024));
    const endless = request(stream, { "content-type": FORM, "content-length": "10" });
    expect(await readBody(endless)).toMatchObject({ ok: false, status: 413 });
    expect(countRead()).toBeLessThan(70);
  });

  test("that comes from Node has the same limits", async () => {
    const bodyOf = async (source: Readable) => {
      const asked = request(null, { "content-type": FORM });
      setNodeBody(asked, source);
      return readBody(asked);
    };
    expect(await bodyOf(Readable.from([Buffer.from("a=1"), Buffer.from("&b=2")]))).toMatchObject({
      fields: { a: "1", b: "2" },
    });
    let countRead = 0;
    const endless = new Readable({
      read() {
        countRead += 1;
        this.push("x".repeat(1024));
      },
    });
    expect(await bodyOf(endless)).toMatchObject({ ok: false, status: 413 });
    expect(countRead).toBeLessThan(200);
    const cut = new Readable({ read: () => void cut.destroy(new Error("aborted")) });
    expect(await bodyOf(cut)).toMatchObject({ ok: false, status: 408 });
    vi.useFakeTimers();
    const slow = bodyOf(new Readable({ read: () => {} }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await slow).toMatchObject({ ok: false, status: 408 });
  });

  test("responds to an aborted body with 408, like a slow one, and not with 500", async () => {
    const cut = new ReadableStream({ pull: (controller) => controller.error(new Error("aborted")) });
    expect(await readBody(request(cut, { "content-type": FORM }))).toMatchObject({ ok: false, status: 408 });
  });

  test("gives up after ten seconds on a body that does not end", async () => {
    vi.useFakeTimers();
    const answer = readBody(request(new ReadableStream(), { "content-type": FORM }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toEqual({ ok: false, status: 408, kind: "form" });
  });
});

test.each([
  [{ "sec-fetch-site": "same-origin" }, false],
  [{ "sec-fetch-site": "none" }, false],
  [{ "sec-fetch-site": "same-site" }, true],
  [{ "sec-fetch-site": "cross-site" }, true],
  [{ "sec-fetch-site": "cross-site", origin: "http://localhost:3000" }, true],
  // A page with `Referrer-Policy: no-referrer` sends its own forms like this.
  [{ "sec-fetch-site": "same-origin", origin: "null" }, false],
  [{ origin: "http://localhost:3000" }, false],
  [{ origin: "https://localhost:3000" }, true],
  [{ origin: "http://localhost:3001" }, true],
  [{ origin: "http://localhost:3000.example.com" }, true],
  [{ origin: "null" }, true],
  [{ origin: "http://evil.example", host: "evil.example" }, true],
  [{}, false],
])("a request with %o is cross-site: %s", (headers, foreign) => {
  expect(isCrossSite(request(null, headers))).toBe(foreign);
});

test.each([
  ["es-MX,es;q=0.9,en;q=0.8", "es"],
  ["en-GB", "en"],
  ["fr, es;q=0.5", "es"],
  ["fr", "en"],
  ["", "en"],
  ["es;q=0, en", "en"],
  ["*", "en"],
  [";;;q=,", "en"],
])("the preferred language of %j is %s", (asked, locale) => {
  expect(preferredLocale(request(null, { "accept-language": asked }))).toBe(locale);
});
