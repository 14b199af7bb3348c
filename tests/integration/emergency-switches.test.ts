import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isNotNull } from "drizzle-orm";
import getPort from "get-port";
import type { TaskList } from "graphile-worker";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { mailBatches, outboxMessages, referralTallies, shareVisits } from "@/db/schema";
import { requestSignInLink } from "@/lib/auth/sign-in-link";
import { sealRounds, sendRounds } from "@/lib/jobs/deliver-mail";
import { unlessReadOnly } from "@/lib/jobs/unless-read-only";
import { getPublicLinkFigures, getRipple } from "@/lib/reporting/ripple";
import type { EmergencySwitch } from "@/lib/settings/emergency-switches";
import { areBreakdownsHidden } from "@/lib/settings/hidden-breakdowns";
import { saveSetting } from "@/lib/settings/save-setting";
import type { SettingKey, Settings } from "@/lib/settings/site-settings";
import { signCampaign } from "@/lib/signatures/sign";
import { startMailbox } from "@/scripts/mailbox/server";
import { answerHere } from "@/server/answer-here";
import { isWrite, refuseWrite } from "@/server/refuse-writes";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
const received: string[] = [];
const mailbox = await startMailbox({
  directory: await mkdtemp(join(tmpdir(), "mailbox-")),
  onAccepted: [({ to }) => received.push(...to)],
});
// Before the environment is read for the first time.
process.env.RESEND_BASE_URL = mailbox.url;
const { id: actorId } = await aStaffMember(db, { role: "owner" });
const campaign = await aCampaign(db);
const SIGN = `/api/v1/campaigns/${campaign.slug}/signatures`;
const OFF: Pick<Settings, EmergencySwitch> = {
  "pause-signing": { on: false, text: {} },
  "pause-mail": { on: false },
  "hide-breakdowns": { on: false },
  "read-only": { on: false },
};

const turn = <K extends SettingKey>(key: K, value: Settings[K]) =>
  saveSetting(db, { key, value, actorId, now: new Date() });

/** The HTTP server without Next, whose requests it answers with 404. */
const server = createServer(async (request, response) => {
  if (isWrite(request) && (await refuseWrite(request, response))) return;
  if (request.url?.startsWith("/api/v1")) await answerHere(request, response);
  else response.writeHead(404).end();
});
const port = await getPort();
const origin = `http://127.0.0.1:${port}`;
beforeAll(async () => {
  await once(server.listen(port, "127.0.0.1"), "listening");
});
afterAll(async () => {
  server.close();
  await mailbox.stop();
  await drop();
});
afterEach(async () => {
  await turn("pause-signing", OFF["pause-signing"]);
  for (const key of ["pause-mail", "hide-breakdowns", "read-only"] as const) await turn(key, OFF[key]);
});

const signer = (email: string) => ({ name: "Suzie Signer", email, display: "anonymous" });
const postJson = (path: string, fields: Record<string, unknown>, headers: Record<string, string> = {}) =>
  fetch(origin + path, {
    method: "POST",
    body: JSON.stringify(fields),
    headers: { "content-type": "application/json", ...headers },
  });
const postForm = (path: string, fields: Record<string, string>) =>
  fetch(origin + path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { accept: "text/html" },
  });

describe("while signing is paused", () => {
  const text = { en: "We move to a bigger server tonight. <b>Back at nine.</b>" };

  test("programs get 503 with the words of the owners, in their language or in ours", async () => {
    expect((await postJson(SIGN, signer("before@example.org"))).status).toBe(202);
    await turn("pause-signing", { on: true, text });
    const refused = await postJson(SIGN, signer("paused@example.org"));
    expect(refused.status).toBe(503);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ status: 503, detail: text.en, isPaused: true });
    const spanish = await postJson(SIGN, { ...signer("paused@example.org"), locale: "es" });
    expect(await spanish.json()).toMatchObject({ detail: expect.stringContaining("nadie puede firmar") });
    await turn("pause-signing", OFF["pause-signing"]);
    expect((await postJson(SIGN, signer("paused@example.org"))).status).toBe(202);
  });

  test("a form that was open already gets a page that keeps what was typed", async () => {
    await turn("pause-signing", { on: true, text });
    const answer = await postForm(SIGN, {
      ...signer("typed@example.org"),
      locale: "en",
      comment: "For my mother.",
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("300");
    const page = await answer.text();
    expect(page).toContain("&lt;b&gt;Back at nine.&lt;/b&gt;");
    for (const typed of ["Suzie Signer", "typed@example.org", "For my mother."])
      expect(page).toContain(typed);
  });

  test("confirming still works", async () => {
    const signed = await signCampaign(db, aSigner({ campaign: campaign.slug }));
    if (signed.outcome !== "signed") throw new Error(signed.outcome);
    const { token } = await getConfirmationMail(db, signed.signatureId);
    await turn("pause-signing", { on: true, text });
    expect((await postJson("/api/v1/confirmations", { token })).status).toBe(200);
  });
});

describe("while the site is read-only", () => {
  test("every write is refused with a sentence, and reading goes on", async () => {
    await turn("read-only", { on: true });
    const writes = ["/api/v1/confirmations", "/api/v1/links", "/api/v1/resend/webhooks", "/api/staff/images"];
    for (const path of writes) {
      const refused = await postJson(path, {});
      expect(refused.status, path).toBe(503);
      expect(refused.headers.get("retry-after"), path).toBe("60");
      expect(await refused.json(), path).toMatchObject({
        detail: expect.stringContaining("nothing was saved"),
      });
    }
    const page = await postForm("/es/staff/people", {});
    expect(page.status).toBe(503);
    expect(await page.text()).toContain("no se guardó nada");
    const action = await fetch(`${origin}/en/staff/people`, {
      method: "POST",
      headers: { "next-action": "00" },
    });
    expect([action.status, action.headers.get("content-type")]).toEqual([503, "text/plain"]);
    for (const method of ["PUT", "PATCH", "DELETE"])
      expect((await fetch(`${origin}/api/staff/anything`, { method })).status, method).toBe(503);
    expect((await fetch(`${origin}/api/v1/campaigns/${campaign.slug}`)).status).toBe(200);
    expect((await fetch(`${origin}/api/v1/campaigns/${campaign.slug}/count`)).status).toBe(200);
  });

  test("signing keeps what was typed, and stores nothing", async () => {
    const before = await db.$count(outboxMessages);
    await turn("read-only", { on: true });
    expect((await postJson(SIGN, signer("reader@example.org"))).status).toBe(503);
    const page = await postForm(SIGN, { ...signer("reader@example.org"), locale: "en" });
    expect(page.status).toBe(503);
    const text = await page.text();
    expect(text).toContain("reader@example.org");
    expect(text).not.toContain("you can still confirm");
    expect(await db.$count(outboxMessages)).toBe(before);
  });

  test("owners can sign in, turn it off and sign out", async () => {
    await turn("read-only", { on: true });
    const paths = ["settings/switches", "sign-in-links", "sign-in-links/again", "sessions", "sessions/end"];
    for (const path of paths) expect((await postForm(`/api/staff/${path}`, {})).status, path).toBe(404);
    for (const path of ["settings", "settings/switches/x", "sessions/end/../../images"])
      expect((await postForm(`/api/staff/${path}`, {})).status, path).toBe(503);
  });

  test("jobs that change what the public sees wait, and others go on", async () => {
    const ran: string[] = [];
    const added: unknown[] = [];
    const note = (name: string) => async () => {
      ran.push(name);
    };
    const names = ["fold-tallies", "purge-unconfirmed", "answer-sign-in-requests", "make-export"];
    const tasks: TaskList = unlessReadOnly(db, Object.fromEntries(names.map((name) => [name, note(name)])));
    const helpers = { query: async (_: string, values: unknown[]) => added.push(values[0]) };
    const runAll = async () => {
      for (const name of names) {
        const task = tasks[name];
        if (!task) throw new Error(`${name} is missing`);
        await Reflect.apply(task, undefined, [{}, helpers]);
      }
    };
    await turn("read-only", { on: true });
    await runAll();
    expect(ran).toEqual(["answer-sign-in-requests", "make-export"]);
    expect(added).toEqual(["fold-tallies"]);
    await turn("read-only", { on: false });
    await runAll();
    expect(ran.slice(2)).toEqual(names);
  });
});

const SOON = { timeout: 20_000, interval: 50 };

describe("while mail is paused", () => {
  const sent = () => db.$count(outboxMessages, isNotNull(outboxMessages.sentAt));

  test("nothing is sealed or sent but sign-in links, and afterwards each mail goes out once", async () => {
    const [seal, send] = [sealRounds(db), sendRounds(db, new AbortController().signal)];
    const work = async () => {
      for (let round = 0; round < 4; round += 1) {
        await seal();
        await send();
      }
    };
    await db.delete(outboxMessages);
    // One is sealed before the pause, one is not.
    await signCampaign(db, aSigner({ campaign: campaign.slug, email: "sealed@example.org" }));
    await seal();
    await turn("pause-mail", { on: true });
    await signCampaign(db, aSigner({ campaign: campaign.slug, email: "waits@example.org" }));
    const owner = await aStaffMember(db, { role: "owner", email: "olga@example.org" });
    await requestSignInLink(db, { email: owner.email, now: new Date() });
    const batches = await db.$count(mailBatches);
    await vi.waitFor(async () => {
      await work();
      expect(received).toEqual(["olga@example.org"]);
    }, SOON);
    await work();
    expect(received).toEqual(["olga@example.org"]);
    expect(await db.$count(mailBatches)).toBe(batches + 1);

    await turn("pause-mail", { on: false });
    await vi.waitFor(async () => {
      await work();
      expect(await sent()).toBe(await db.$count(outboxMessages));
    }, SOON);
    expect(received.sort()).toEqual(["olga@example.org", "sealed@example.org", "waits@example.org"]);
  });
});

test("while breakdowns are hidden, the figures of share links are hidden and the count stays", async () => {
  const { code, id: shareLinkId } = await aShareLink(db, { campaignId: campaign.id, locale: "en" });
  await db.insert(shareVisits).values({ shareLinkId, visitedOn: "2026-11-20", visits: 40 });
  await db.insert(referralTallies).values({ shareLinkId, generation: 1, confirmed: 9 });
  const link = async () => (await fetch(`${origin}/api/v1/links/${code}`)).json();
  expect(await link()).toMatchObject({ visits: 40, signatures: 9 });
  await turn("hide-breakdowns", { on: true });
  expect(await areBreakdownsHidden(db)).toBe(true);
  const hidden = { visits: null, signatures: null, generations: [], scattered: null };
  expect(await getRipple(db, { code })).toMatchObject({ ...hidden, isHidden: true });
  expect(await getPublicLinkFigures(db, { code })).toMatchObject(hidden);
  expect(await link()).toMatchObject(hidden);
  const count = await fetch(`${origin}/api/v1/campaigns/${campaign.slug}/count`);
  expect(await count.json()).toMatchObject({ signatures: expect.any(Number) });
});
