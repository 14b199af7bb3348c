import { describe, expect, test } from "vitest";
import type { PageChange } from "@/lib/page-changes";
import { aCachedSite, aCountingSite, aGate, aPage } from "../support/page-cache";

const PAGE = "/en/campaigns/wells";
const COUNT = "/api/v1/campaigns/wells/count";
const published: PageChange = { kind: "content", campaigns: null };

describe("without the database", () => {
  test("the last page is served for as long as it takes, and the new one afterwards", async () => {
    const state = { isBroken: false };
    const site = aCountingSite(state);
    await site.get(PAGE);
    state.isBroken = true;
    for (const hours of [0, 1, 24, 24 * 30]) {
      site.advance(hours * 3_600_000);
      site.cache.change(published);
      const answer = await site.get(PAGE);
      expect([answer.status, answer.text.slice(0, 10)]).toEqual([200, "version 1 "]);
    }
    state.isBroken = false;
    site.advance(1_000);
    expect((await site.get(PAGE)).text).toContain("version 2 ");
  });

  test("a failed rendering is not repeated for a second", async () => {
    const state = { isBroken: false };
    const site = aCountingSite(state);
    await site.get(PAGE);
    state.isBroken = true;
    site.cache.change(published);
    for (let visit = 0; visit < 20; visit += 1) await site.get(PAGE);
    expect(site.rendered).toHaveLength(2);
  });

  test("nobody waits for a rendering that takes too long", async () => {
    const gate = aGate();
    const site = aCachedSite(async () => {
      if (site.rendered.length > 1) await gate.opened;
      return aPage(`version ${site.rendered.length}`);
    });
    await site.get(PAGE);
    site.advance(70_000);
    expect((await site.get(PAGE)).text).toBe("version 1");
    site.cache.change(published);
    site.advance(2_000);
    for (let visit = 0; visit < 20; visit += 1) expect((await site.get(PAGE)).text).toBe("version 1");
    expect(site.rendered).toHaveLength(2);
    gate.open();
    await expect.poll(async () => (await site.get(PAGE)).text).not.toBe("version 1");
  });

  test("a page that is not kept is refused with the time to try again", async () => {
    const site = aCountingSite({ isBroken: true });
    const answer = await site.get(PAGE);
    expect([answer.status, answer.headers["retry-after"], answer.text]).toEqual([503, "5", "busy"]);
    expect((await site.get(COUNT)).text).toBe("broken");
  });
});

test("an old page is served at once and rendered anew for the next reader, a very old one is awaited", async () => {
  const site = aCountingSite();
  await site.get(PAGE);
  site.advance(61_000);
  const answer = await site.get(PAGE);
  expect(answer.text).toContain("version 1 ");
  expect(answer.headers["cache-status"]).toBe("groundswell; fwd=stale");
  await expect.poll(async () => (await site.get(PAGE)).text).toContain("version 2 ");
  site.advance(600_000);
  expect((await site.get(PAGE)).text).toContain("version 3 ");
});

test("pages age within two seconds while changes of other processes do not arrive", async () => {
  const site = aCountingSite();
  await site.get(PAGE);
  site.cache.setMissingChanges(true);
  site.advance(2_000);
  expect((await site.get(PAGE)).text).toContain("version 1 ");
  await expect.poll(async () => (await site.get(PAGE)).text).toContain("version 2 ");
});
