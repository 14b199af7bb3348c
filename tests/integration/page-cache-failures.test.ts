import { setTimeout as pause } from "node:timers/promises";
import inject from "light-my-request";
import { expect, test, vi } from "vitest";
import { wellCompressing } from "@/server/page-cache/compress-well";
import { type KeptAnswer, keptAnswer } from "@/server/page-cache/kept-answer";
import { createPageCache } from "@/server/page-cache/page-cache";
import { pageStore } from "@/server/page-cache/page-store";
import { aCachedSite, aPage } from "../support/page-cache";

const PAGE = "/en/campaigns/wells";
const IMAGE = "/media/cards/en/campaigns/wells/1.jpg";

const aKeptPage = () =>
  keptAnswer(
    {
      status: 200,
      headers: { "content-type": "text/html" },
      hasCookie: false,
      body: Buffer.alloc(50_000, "wells "),
      startedAt: 0,
    },
    { target: PAGE, freshMs: 60_000 },
  );

test("a change during the compression of a page is not forgotten", async () => {
  const store = pageStore();
  const kept = await aKeptPage();
  store.set(PAGE, { answer: kept, place: { shelf: "pages", freshMs: 60_000 } });
  wellCompressing(store)({ target: PAGE, kind: "page" }, kept, 20_000);
  store.markChanged({ kind: "content", campaigns: null });
  await vi.waitFor(() => expect(store.get(PAGE)).not.toBe(kept));
  expect(store.get(PAGE)?.changed).toBe("content");
});

test("many changes of one count search the kept pages once for each rendering", async () => {
  const store = pageStore();
  let searched = 0;
  const keep = async () => {
    const answer: KeptAnswer = await aKeptPage();
    const campaigns = answer.campaigns;
    Object.defineProperty(answer, "campaigns", {
      get: () => {
        searched += 1;
        return campaigns;
      },
    });
    store.set(PAGE, { answer, place: { shelf: "pages", freshMs: 60_000 } });
    searched = 0;
  };
  for (let rendering = 0; rendering < 2; rendering += 1) {
    await keep();
    for (let vote = 0; vote < 1_000; vote += 1) store.markChanged({ kind: "count", campaigns: ["wells"] });
    expect(searched).toBe(1);
    expect(store.get(PAGE)?.changed).toBe("count");
  }
});

test("a handler that rejects is a failed rendering, not the end of the process", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const cache = createPageCache({
    handler: async () => {
      throw new Error("the handler broke");
    },
    refuse: async (_, response) => {
      response.writeHead(503).end("busy");
    },
  });
  const answer = await inject((request, response) => void cache.serve(request, response), { url: PAGE });
  expect(answer.statusCode).toBe(503);
  await pause(0);
  expect(unhandled).not.toHaveBeenCalled();
  process.off("unhandledRejection", unhandled);
});

test("the refusal of one client's image displaces no kept image", async () => {
  let isRefused = false;
  const site = aCachedSite(() =>
    isRefused
      ? new Response("slow down", { status: 429 })
      : aPage("picture", { "content-type": "image/jpeg", "cache-control": "public, max-age=9, immutable" }),
  );
  expect((await site.get(IMAGE)).text).toBe("picture");
  isRefused = true;
  site.advance(90_000_000);
  for (let visit = 0; visit < 3; visit += 1) {
    expect((await site.get(IMAGE)).text).toBe("picture");
    await pause(0);
  }
});
