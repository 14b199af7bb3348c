import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { supporters } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { meToken, readMeToken } from "@/lib/me/me-token";
import { aDatabase } from "../support/database";
import { anOwnBrowser } from "../support/own-browser";
import { aConfirmedSigner } from "../support/own-signatures";
import { sealMails } from "../support/sealed-mails";

const { db, drop } = await aDatabase();
afterAll(drop);

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

const countOf = async (slug: string) => (await getCount(db, slug))?.signatures;

describe("a stranger with a forwarded mail", () => {
  const paths = (id: string) =>
    [
      ["POST", `/api/v1/me/signatures/${id}/withdrawal`],
      ["DELETE", `/api/v1/me/signatures/${id}/withdrawal`],
      ["PATCH", `/api/v1/me/signatures/${id}`],
      ["GET", "/api/v1/me/export"],
      ["POST", "/api/v1/me/address"],
      ["POST", "/api/v1/me/erasure"],
    ] as const;

  test("is shown the signatures, and can change nothing, nor export them", async () => {
    const { id, campaign, supporterId } = await aConfirmedSigner(db);
    const shown = meToken({ kind: "show", supporterId, at: ago(1) });
    const old = meToken({ kind: "link", supporterId, at: ago(61) });
    for (const token of [shown, old]) {
      expect((await anOwnBrowser().call("/api/v1/me", { method: "GET", token })).status).toBe(200);
      for (const [method, path] of paths(id)) {
        const json = method === "GET" || method === "DELETE" ? undefined : { email: "eve@example.org" };
        const { status, body } = await anOwnBrowser().call(path, { method, token, json });
        expect([method, path, status, body.title]).toEqual([method, path, 403, "This link only shows"]);
      }
    }
    expect(await countOf(campaign.slug)).toBe(1);
  });

  test("gets 401 without a token or with an altered one", async () => {
    const { id, link } = await aConfirmedSigner(db);
    const altered = `${link.slice(0, -2)}AA`;
    for (const token of [undefined, altered, "nothing"])
      for (const [method, path] of paths(id)) {
        const json = method === "GET" || method === "DELETE" ? undefined : {};
        expect((await anOwnBrowser().call(path, { method, token, json })).status).toBe(401);
      }
  });

  test("who asks for a code cannot guess it; its owner enters it in the browser that asked, and there only", async () => {
    const { id, email, campaign, supporterId } = await aConfirmedSigner(db);
    const token = meToken({ kind: "show", supporterId, at: ago(1) });
    const [owner, stranger] = [anOwnBrowser(), anOwnBrowser({ network: "198.51.100.9" })];
    for (const browser of [stranger, owner]) {
      const { status, headers } = await browser.call("/api/v1/me/codes", {
        method: "POST",
        form: { token, locale: "en" },
      });
      expect([status, headers.get("location")]).toEqual([303, `/en/me/${token}#prove`]);
      for (const cookie of headers.getSetCookie())
        expect(cookie).toMatch(/; Path=\/(api\/v1|en|es)\/me; .*HttpOnly; SameSite=Lax/);
    }
    const mails = await sealMails(db);
    expect(mails.map(({ to }) => to)).toEqual([email, email]);
    const code = /^\D*(\d{6})\D*$/m.exec(mails[1]?.text ?? "")?.[1] ?? "";
    const withdrawal = { method: "POST", form: { token, locale: "en" } };
    const withdraw = (browser: typeof owner) =>
      browser.call(`/api/v1/me/signatures/${id}/withdrawal`, withdrawal);
    const enter = (browser: typeof owner) =>
      browser.call("/api/v1/me/sessions", { method: "POST", form: { token, code, locale: "en" } });
    expect((await enter(stranger)).headers.get("location")).toContain("error=code");
    expect((await withdraw(stranger)).headers.get("location")).toBe(`/en/me/${token}#prove`);
    expect(await countOf(campaign.slug)).toBe(1);
    expect((await enter(owner)).headers.get("location")).toContain("done=proved");
    expect((await withdraw(owner)).headers.get("location")).toContain("done=withdrawn");
    expect(await countOf(campaign.slug)).toBe(0);
  });

  test("has no use for a cookie of somebody else", async () => {
    const [one, other] = [await aConfirmedSigner(db), await aConfirmedSigner(db)];
    const browser = anOwnBrowser();
    const ownToken = meToken({ kind: "show", supporterId: one.supporterId, at: ago(1) });
    await browser.call("/api/v1/me/codes", { method: "POST", form: { token: ownToken, locale: "en" } });
    const [mail] = await sealMails(db);
    const code = /^\D*(\d{6})\D*$/m.exec(mail?.text ?? "")?.[1] ?? "";
    await browser.call("/api/v1/me/sessions", {
      method: "POST",
      form: { token: ownToken, code, locale: "en" },
    });
    const token = meToken({ kind: "show", supporterId: other.supporterId, at: ago(1) });
    const path = `/api/v1/me/signatures/${other.id}/withdrawal`;
    const answer = await browser.call(path, { method: "POST", form: { token, locale: "en" } });
    expect(answer.headers.get("location")).toBe(`/en/me/${token}#prove`);
  });
});

describe("tokens", () => {
  test("end in a letter or digit and are read with what mail programs add", () => {
    for (let round = 0; round < 200; round += 1) {
      const token = meToken({
        kind: "show",
        supporterId: "0192f0c1-0000-7000-8000-000000000000",
        at: ago(round),
      });
      expect(token).toMatch(/[A-Za-z0-9]$/);
      expect(readMeToken(`<${token}>.`)).not.toBeNull();
    }
  });

  test("of a purged person answer that nothing is left", async () => {
    const token = meToken({
      kind: "link",
      supporterId: "0192f0c1-0000-7000-8000-000000000001",
      at: new Date(),
    });
    const { status, body } = await anOwnBrowser().call("/api/v1/me", { method: "GET", token });
    expect([status, body.title]).toEqual([410, "Everything is erased"]);
  });

  test("of an earlier address are refused", async () => {
    const { supporterId, link: token } = await aConfirmedSigner(db);
    await db
      .update(supporters)
      .set({ meTokensFrom: new Date(Date.now() + 1) })
      .where(eq(supporters.id, supporterId));
    const { status, body } = await anOwnBrowser().call("/api/v1/me", { method: "GET", token });
    expect([status, body.title]).toEqual([410, "This link is of an earlier address"]);
  });
});
