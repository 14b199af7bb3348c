import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REQUEST_QUEUE } from "@/lib/bounded-queue";
import { connectionsOf, db as pool } from "@/lib/database";
import { TIMEOUT_MS, withDatabaseLimits } from "@/lib/database-limits";
import { inLane } from "@/lib/lane";
import { answerHere } from "@/server/answer-here";
import { answerInTime } from "@/server/answer-in-time";
import { laneOf } from "@/server/lane-of";
import { refuseUnavailable } from "@/server/page-cache/refuse";
import { renderInTurn } from "@/server/render-in-turn";
import { guardRequest } from "@/server/request-guard";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";

const { db, owner, drop } = await aDatabase();
const { slug } = await aCampaign(db);
const SIGN = `/api/v1/campaigns/${slug}/signatures`;
const typed = {
  name: "Ada Byron",
  email: "ada@example.org",
  comment: 'Kept <words> & "quotes"',
  article: "wells",
};

/** Stands for Next. */
const pages = new Map<string, (response: ServerResponse) => Promise<void>>();

async function answer(request: IncomingMessage, response: ServerResponse) {
  const path = request.url?.split("?", 1)[0] ?? "";
  const lane = laneOf(path);
  const withinMs = path.endsWith("/slow") ? 300 : undefined;
  if (lane === "public") answerInTime(request, response, { refuse: refuseUnavailable, withinMs });
  await inLane(lane, async () => {
    if (guardRequest(request, response)) return;
    const page = pages.get(path);
    if (!page) return answerHere(request, response);
    const isRendered = await renderInTurn(request, response, { lane, render: () => page(response) });
    if (!isRendered) await refuseUnavailable(request, response);
  });
}

const server = createServer((request, response) => void answer(request, response));
let origin = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(async () => {
  server.close();
  await drop();
});

/** Locks the rows of signers, as a slow or frozen database would, until the function that it returns is called. */
async function lockSupporters() {
  let unlock = () => {};
  const unlocked = new Promise<void>((resolve) => {
    unlock = resolve;
  });
  let setLocked = () => {};
  const locked = new Promise<void>((resolve) => {
    setLocked = resolve;
  });
  const done = owner.transaction(async (tx) => {
    await tx.execute(sql`lock table supporters in access exclusive mode`);
    setLocked();
    await unlocked;
  });
  await locked;
  return async () => {
    unlock();
    await done;
  };
}

const signAs = (address: string) =>
  fetch(origin + SIGN, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...typed, comment: "", email: address }),
  });

describe("while the database does not answer", () => {
  test("each signature is answered with 503 and Retry-After, health and staff as ever, and afterwards all is normal", async () => {
    const unlock = await lockSupporters();
    const begun = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const { status, headers } = await signAs(`p${index}@example.org`);
        return { status, retry: Number(headers.get("retry-after")), ms: performance.now() - begun };
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    for (const { retry, ms } of answers) expect(retry, `after ${ms} ms`).toBeGreaterThan(0);
    expect((await fetch(`${origin}/api/health/live`)).status).toBe(200);
    expect((await fetch(`${origin}/api/health/ready`)).status).toBe(200);
    await unlock();
    await expect.poll(async () => (await signAs("after@example.org")).status, { timeout: 5_000 }).toBe(202);
  });

  test("calls beyond the connections wait, and are refused by age; staff and health have connections of their own", async () => {
    let end = () => {};
    const ended = new Promise<object>((resolve) => {
      end = () => resolve({});
    });
    const first = Array.from({ length: connectionsOf("public") }, () => withDatabaseLimits(() => ended));
    const refused = await withDatabaseLimits(async () => ({ reached: true }));
    expect(refused).toBeNull();
    for (const lane of ["staff", "internal"] as const)
      expect(await inLane(lane, () => withDatabaseLimits(async () => ({ reached: lane })))).toEqual({
        reached: lane,
      });
    end();
    expect(await Promise.all(first)).toHaveLength(connectionsOf("public"));
    expect(await withDatabaseLimits(async () => ({ reached: true }))).toEqual({ reached: true });
    expect(inLane("staff", pool)).not.toBe(pool());
  });
});

describe("the limits", () => {
  test("add up to less than five seconds", () => {
    expect(REQUEST_QUEUE.maxWaitMs).toBeLessThan(1_000);
    expect(TIMEOUT_MS).toBeLessThan(4_700);
  });
});

describe("a form that is refused for now", () => {
  test("gets a page that keeps all that was typed, and sends it again", async () => {
    const unlock = await lockSupporters();
    const answer = await fetch(origin + SIGN, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "text/html" },
      body: new URLSearchParams({ ...typed, locale: "en" }),
    });
    await unlock();
    const page = await answer.text();
    expect(answer.status).toBe(503);
    expect(page).toContain(`action="${SIGN}" method="post"`);
    expect(page).toContain(`data-retry-seconds="${answer.headers.get("retry-after")}"`);
    expect(page).toContain('name="comment" value="Kept &lt;words&gt; &amp; &quot;quotes&quot;"');
    expect(page).toContain('name="email" value="ada@example.org"');
    expect(page).toContain('<script src="/retry.js"');
  });
});

describe("a page", () => {
  test("that never comes is refused in time, and what it sends later is dropped", async () => {
    let send = () => {};
    pages.set("/en/confirm/slow", async (response) => {
      response.setHeader("x-early", "1");
      await new Promise<void>((resolve) => {
        send = resolve;
      });
      response.setHeader("set-cookie", "late=1");
      response.writeHead(200);
      response.write("late");
      response.end("later");
    });
    const answer = await fetch(`${origin}/en/confirm/slow?via=x`, { headers: { accept: "text/html" } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
    expect([answer.headers.get("x-early"), answer.headers.get("set-cookie")]).toEqual([null, null]);
    const text = await answer.text();
    expect(text).toContain('action="/en/confirm/slow" method="get"');
    expect(text).toContain('name="via" value="x"');
    send();
    expect((await fetch(`${origin}/api/health/live`)).status).toBe(200);
  });

  test("waits while many are rendered, is refused if that takes long, and holds up no file", async () => {
    const ends: (() => void)[] = [];
    pages.set(
      "/en/thanks",
      (response) =>
        new Promise<void>((resolve) => {
          ends.push(() => {
            response.end("thanks");
            resolve();
          });
        }),
    );
    pages.set("/en/staff", async (response) => void response.end("staff"));
    pages.set("/ink.css", async (response) => void response.end("css"));
    const first = Array.from({ length: 16 }, () => fetch(`${origin}/en/thanks`));
    await expect.poll(() => ends.length).toBe(16);
    const other = fetch(`${origin}/en/thanks`);
    for (const path of ["/en/staff", "/ink.css"]) expect((await fetch(origin + path)).status, path).toBe(200);
    expect((await other).status).toBe(503);
    expect(ends).toHaveLength(16);
    for (const end of ends) end();
    await Promise.all(first);
    const last = fetch(`${origin}/en/thanks`);
    await expect.poll(() => ends.length).toBe(17);
    ends[16]?.();
    expect(await (await last).text()).toBe("thanks");
  });
});
