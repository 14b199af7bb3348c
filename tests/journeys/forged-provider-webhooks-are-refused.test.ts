import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { mailEvents } from "@/db/schema";
import { newId } from "@/lib/ids";
import { appDatabase } from "../support/app-database";
import { rawRequest } from "../support/raw-request";
import { stack } from "../support/stack";
import { signedHeaders, webhookBody } from "../support/webhooks";

const WEBHOOKS = "/api/v1/resend/webhooks";
const KB = 1024;
const MB = 1024 * KB;

const secret = stack().webhookSecret;
const problem = z.object({ type: z.string(), title: z.string().min(1), status: z.number() });

function send(body: string | Uint8Array, headers: Record<string, string>) {
  return fetch(stack().appUrl + WEBHOOKS, { method: "POST", body: Buffer.from(body), headers });
}

/** Creates an event about a new mail, with a function that counts its records. */
function anEvent(data: Record<string, unknown> = {}) {
  const email_id = newId();
  const body = webhookBody({ type: "email.bounced", data: { email_id, ...data } });
  const countRecorded = () => appDatabase().$count(mailEvents, eq(mailEvents.providerId, email_id));
  return { body, countRecorded };
}

async function refusalStatus(answer: Response): Promise<number> {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(problem.parse(await answer.json()).status).toBe(answer.status);
  return answer.status;
}

describe("a forged webhook is refused", () => {
  const hourAgo = new Date(Date.now() - 3_600_000);
  const forgeries: [string, (body: string) => Record<string, string>][] = [
    ["without a signature", () => ({ "content-type": "application/json" })],
    ["under another secret", (body) => signedHeaders(body, { secret: `whsec_${btoa("another secret")}` })],
    ["with the signature of another body", () => signedHeaders("{}", { secret })],
    ["with a stale time", (body) => signedHeaders(body, { secret, at: hourAgo })],
    [
      "with a time in the future",
      (body) => signedHeaders(body, { secret, at: new Date(Date.now() + 3_600_000) }),
    ],
    [
      "with a stale signature under a fresh time",
      (body) => ({
        ...signedHeaders(body, { secret, at: hourAgo }),
        "svix-timestamp": String(Math.floor(Date.now() / 1_000)),
      }),
    ],
    ["under another id", (body) => ({ ...signedHeaders(body, { secret }), "svix-id": "msg_another" })],
    [
      "with malformed headers",
      () => ({ "svix-id": "'", "svix-timestamp": "NaN", "svix-signature": "v1,,v1" }),
    ],
  ];

  test.each(forgeries)("%s", async (_name, headers) => {
    const { body, countRecorded } = anEvent();
    expect(await refusalStatus(await send(body, headers(body)))).toBe(401);
    expect(await countRecorded()).toBe(0);
  });

  test("by any method but POST", async () => {
    for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
      expect((await fetch(stack().appUrl + WEBHOOKS, { method })).status, method).toBe(405);
  });
});

describe("a body that is too large is refused before it is read to its end", () => {
  test("when its length is declared", async () => {
    // Nothing of the body is ever sent.
    const headers = { ...signedHeaders("", { secret }), "content-length": String(10 * MB) };
    expect((await rawRequest({ method: "POST", path: WEBHOOKS, headers })).status).toBe(413);
  });

  test("when it is sent in chunks without a length", async () => {
    const { status, sent } = await sendChunksUntilAnswered(100 * MB);
    expect(status).toBe(413);
    // The buffers of both sides. The rest was never accepted.
    expect(sent).toBeLessThan(20 * MB);
  });

  test("while a smaller one in chunks is accepted", async () => {
    const { body, countRecorded } = anEvent({ subject: "x".repeat(60 * KB) });
    const headers = { ...signedHeaders(body, { secret }), "transfer-encoding": "chunked" };
    const chunks = body.match(/.{1,1000}/gs) ?? [];
    expect((await rawRequest({ method: "POST", path: WEBHOOKS, headers, chunks })).status).toBe(200);
    expect(await countRecorded()).toBe(1);
  });
});

test("connections that end in the middle of a body do not disturb later requests", async () => {
  const { hostname, port } = new URL(stack().appUrl);
  for (let times = 0; times < 20; times++) {
    const headers = { ...signedHeaders("", { secret }), "content-length": "1000" };
    const sending = request({ agent: false, hostname, port, method: "POST", path: WEBHOOKS, headers });
    sending.on("error", () => {});
    await new Promise<void>((written) => sending.write("{", () => written()));
    sending.destroy();
  }
  const { body, countRecorded } = anEvent();
  expect((await send(body, signedHeaders(body, { secret }))).status).toBe(200);
  expect(await countRecorded()).toBe(1);
});

/** Repeats `sendChunks` while the server closes the connection before its response could be read (EPIPE). */
async function sendChunksUntilAnswered(bytes: number) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await sendChunks(bytes);
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}

/** Sends a body in chunks as fast as the server accepts them, until it responds. */
async function sendChunks(bytes: number) {
  const { hostname, port } = new URL(stack().appUrl);
  const headers = { ...signedHeaders("", { secret }), "transfer-encoding": "chunked" };
  // A connection of its own, which the server keeps open: it would reset a closed one while the body is being sent.
  const agent = new Agent({ keepAlive: true });
  const sending = request({ agent, hostname, port, method: "POST", path: WEBHOOKS, headers });
  // The server may close the connection while the body of a refused request is still being sent.
  sending.on("error", () => {});
  let answer: IncomingMessage | undefined;
  const answered = once(sending, "response").then(([first]) => {
    answer = first;
  });
  let sent = 0;
  while (!answer && sent < bytes) {
    const isAccepted = sending.write("x".repeat(16 * KB));
    sent += 16 * KB;
    if (!isAccepted) await Promise.race([once(sending, "drain"), answered]);
  }
  await answered;
  sending.destroy();
  agent.destroy();
  return { status: answer?.statusCode, sent };
}

describe("a signed webhook", () => {
  test.each([
    ["an incomplete object", "{", 400],
    ["null", "null", 400],
    ["a control character", "\u0000", 400],
    ["a list", "[]", 422],
    ["an event without a mail", '{"type":"email.bounced"}', 422],
    ["an id that PostgreSQL refuses", '{"type":"email.bounced","data":{"email_id":"a\\u0000b"}}', 422],
    ["deeply nested lists", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, 422],
  ])("with %s as its body is refused", async (_name, body, status) => {
    expect(await refusalStatus(await send(body, signedHeaders(body, { secret })))).toBe(status);
  });

  test.each(["email.opened", "email.invented_tomorrow", "contact.created", "constructor"])(
    "of type %s is ignored",
    async (type) => {
      const email_id = newId();
      const body = webhookBody({ type, data: { email_id } });
      const answer = await send(body, signedHeaders(body, { secret }));
      expect([answer.status, await answer.json()]).toEqual([200, { status: "ignored" }]);
      expect(await appDatabase().$count(mailEvents, eq(mailEvents.providerId, email_id))).toBe(0);
    },
  );

  test.each(["text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "nonsense"])(
    "with content type %s is accepted, because only the signature counts",
    async (type) => {
      const { body, countRecorded } = anEvent();
      const answer = await send(body, { ...signedHeaders(body, { secret }), "content-type": type });
      expect(answer.status).toBe(200);
      expect(await countRecorded()).toBe(1);
    },
  );

  test("sent a hundred times at once and again later is recorded once", async () => {
    const { body, countRecorded } = anEvent();
    const headers = signedHeaders(body, { secret });
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(body, headers)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await send(body, signedHeaders(body, { secret, id: headers["svix-id"] }))).status).toBe(200);
    expect(await countRecorded()).toBe(1);
  });
});
