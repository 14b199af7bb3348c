import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type MailboxOptions, type RunningMailbox, startMailbox } from "@/scripts/mailbox/server";

let directory: string;
let mailbox: RunningMailbox;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "mailbox-"));
  mailbox = await startMailbox({ directory });
});

afterEach(async () => {
  await mailbox.stop();
  await rm(directory, { recursive: true });
});

const resend = () => new Resend("re_anything", { baseUrl: mailbox.url });

async function restart(options: Partial<MailboxOptions> = {}) {
  await mailbox.stop();
  mailbox = await startMailbox({ directory, ...options });
}

const aMail = (subject = "Confirm your signature", to = "ada@example.org") => ({
  from: "Groundswell <petitions@example.org>",
  to,
  subject,
  html: `<p>${subject}</p>`,
  text: subject,
});

async function subjects() {
  const { data } = await resend().emails.list({ limit: 100 });
  return data?.data.map(({ subject }) => subject);
}

async function planFaults(plan: Record<string, number>) {
  const answer = await fetch(`${mailbox.url}/_faults`, { method: "POST", body: JSON.stringify(plan) });
  expect(answer.status).toBe(200);
}

describe("sending", () => {
  test("a sent mail can be read unchanged", async () => {
    const sent = await resend().emails.send({
      ...aMail(),
      replyTo: "desk@example.org",
      headers: { "X-Entity": "1" },
    });
    const { data } = await resend().emails.get(sent.data?.id ?? "");
    expect(data).toMatchObject({
      object: "email",
      to: ["ada@example.org"],
      reply_to: ["desk@example.org"],
      html: "<p>Confirm your signature</p>",
      text: "Confirm your signature",
      last_event: "sent",
    });
  });

  test("a batch returns one id for each mail, in order", async () => {
    const { data } = await resend().batch.send([aMail("One"), aMail("Two")]);
    expect(data?.data).toHaveLength(2);
    expect((await resend().emails.get(data?.data[1]?.id ?? "")).data?.subject).toBe("Two");
  });

  test.each(["from", "to", "subject"])("a mail without %s is refused", async (field) => {
    const answer = await resend().emails.send({ ...aMail(), [field]: undefined });
    expect(answer.error).toMatchObject({
      name: "validation_error",
      statusCode: 422,
      message: `Missing \`${field}\` field.`,
    });
  });

  test("a mail without a body or a valid recipient is refused", async () => {
    const silent = await resend().emails.send({ ...aMail(), html: "", text: undefined });
    expect(silent.error).toMatchObject({ statusCode: 422, message: "Missing `html` or `text` field." });
    expect((await resend().emails.send(aMail("Hi", "nowhere"))).error?.message).toContain(
      "Invalid `to` field",
    );
  });

  test("a strict batch is accepted completely or not at all, a permissive one accepts the valid mails", async () => {
    const batch = [aMail("Good"), aMail("Bad", "not an address"), aMail("Fine")];
    expect((await resend().batch.send(batch)).error?.statusCode).toBe(422);
    expect(await subjects()).toEqual([]);

    const { data } = await resend().batch.send(batch, { batchValidation: "permissive" });
    expect(data?.data).toHaveLength(2);
    expect(data?.errors).toEqual([{ index: 1, message: expect.stringContaining("Invalid `to` field") }]);
    expect(await subjects()).toEqual(["Fine", "Good"]);
  });

  test("a batch of 101 is refused", async () => {
    const batch = Array.from({ length: 101 }, () => aMail());
    expect((await resend().batch.send(batch)).error?.statusCode).toBe(422);
  });

  test("sending and listing require a token", async () => {
    const answer = await fetch(`${mailbox.url}/emails`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ statusCode: 401, name: "missing_api_key" });
  });
});

describe("idempotency keys", () => {
  const key = { idempotencyKey: "batch/7" };

  test("repeating a request with its key returns the same response and sends no second mail", async () => {
    const first = await resend().batch.send([aMail()], key);
    const again = await resend().batch.send([aMail()], key);
    expect(again.data).toEqual(first.data);
    expect(await subjects()).toHaveLength(1);
  });

  test("another request with the same key is refused", async () => {
    await resend().batch.send([aMail()], key);
    const other = await resend().batch.send([aMail("Something else")], key);
    expect(other.error).toMatchObject({ name: "invalid_idempotent_request", statusCode: 409 });
    expect(await subjects()).toHaveLength(1);
  });

  test("one of ten concurrent requests with the same key is accepted; the others are refused or get its response", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => resend().batch.send([aMail()], key)));
    const ids = new Set(answers.flatMap(({ data }) => data?.data.map(({ id }) => id) ?? []));
    expect(ids.size).toBe(1);
    for (const { error } of answers) {
      if (error) expect(error.name).toBe("concurrent_idempotent_requests");
    }
    expect(await subjects()).toHaveLength(1);
  });

  test("a key longer than 256 characters is refused", async () => {
    const answer = await resend().emails.send(aMail(), { idempotencyKey: "k".repeat(257) });
    expect(answer.error).toMatchObject({ name: "invalid_idempotency_key", statusCode: 400 });
  });
});

describe("storage", () => {
  test("a restart loses no mail and no idempotency key", async () => {
    const first = await resend().batch.send([aMail("Kept")], { idempotencyKey: "kept" });
    await restart();
    expect(await subjects()).toEqual(["Kept"]);
    expect((await resend().emails.get(first.data?.data[0]?.id ?? "")).data?.text).toBe("Kept");
    const again = await resend().batch.send([aMail("Kept")], { idempotencyKey: "kept" });
    expect(again.data).toEqual(first.data);
  });

  test("the list continues after and before a page", async () => {
    for (let batch = 0; batch < 3; batch++) {
      await resend().batch.send(Array.from({ length: 50 }, (_, n) => aMail(`Mail ${batch * 50 + n}`)));
    }
    const newest = await resend().emails.list({ limit: 100 });
    expect(newest.data?.has_more).toBe(true);
    expect(newest.data?.data[0]?.subject).toBe("Mail 149");
    const older = await resend().emails.list({ limit: 100, after: newest.data?.data.at(-1)?.id ?? "" });
    expect(older.data?.data.map(({ subject }) => subject).at(-1)).toBe("Mail 0");
    expect(older.data?.has_more).toBe(false);
    const newer = await resend().emails.list({ limit: 10, before: older.data?.data[0]?.id ?? "" });
    expect(newer.data?.data.at(-1)?.subject).toBe("Mail 50");
    expect(newer.data?.data).toHaveLength(10);
  });

  test("an emptied mailbox stays empty", async () => {
    await resend().emails.send(aMail());
    await fetch(`${mailbox.url}/emails`, { method: "DELETE", headers: { authorization: "Bearer x" } });
    await restart();
    expect(await subjects()).toEqual([]);
  });
});

describe("simulated faults", () => {
  test("a request over the limit gets the remaining number of requests and Retry-After", async () => {
    await restart({ perSecond: 2 });
    const answers = [];
    for (let n = 0; n < 3; n++) answers.push(await resend().emails.send(aMail()));
    expect(answers[0]?.headers).toMatchObject({ "ratelimit-limit": "2", "ratelimit-remaining": "1" });
    expect(answers[2]?.error).toMatchObject({ name: "rate_limit_exceeded", statusCode: 429 });
    expect(answers[2]?.headers?.["retry-after"]).toBe("1");
  });

  test("repeating a request whose response was dropped returns the id of the accepted mail", async () => {
    await planFaults({ droppedAnswer: 1 });
    const lost = await resend().emails.send(aMail(), { idempotencyKey: "lost" });
    expect(lost.error).toMatchObject({ name: "application_error", statusCode: null });
    await planFaults({});
    const again = await resend().emails.send(aMail(), { idempotencyKey: "lost" });
    expect(again.error).toBeNull();
    expect(await subjects()).toHaveLength(1);
  });

  test("the same seed gives the same errors", async () => {
    const outcomes = async () => {
      await planFaults({ seed: 5, serverError: 0.5 });
      const answers = [];
      for (let n = 0; n < 12; n++)
        answers.push((await resend().emails.send(aMail())).error?.statusCode ?? 200);
      return answers;
    };
    const first = await outcomes();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await outcomes()).toEqual(first);
  });
});

describe("the reader", () => {
  test("escapes the content of mails", async () => {
    const nasty = '<script>alert("x")</script>"><img src=x onerror=alert(1)>';
    const { data } = await resend().emails.send({ ...aMail(nasty), text: nasty });
    const page = await (await fetch(`${mailbox.url}/?id=${data?.id}&view=source`)).text();
    expect(page).toContain("&lt;script&gt;alert(");
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("<img src=x");
  });

  test("shows a mail's HTML in a frame without scripts", async () => {
    const { data } = await resend().emails.send(aMail());
    const page = await (await fetch(`${mailbox.url}/?id=${data?.id}`)).text();
    expect(page).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    const framed = await fetch(`${mailbox.url}/mails/${data?.id}/html`);
    expect(framed.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await framed.text()).toContain('<base target="_blank">');
  });

  test("marks an opened mail as read", async () => {
    const { data } = await resend().emails.send(aMail());
    const state = async () => (await fetch(`${mailbox.url}/mails`)).json();
    expect(await state()).toMatchObject({ all: 1, unread: 1, newest: data?.id });
    await fetch(`${mailbox.url}/?id=${data?.id}`);
    await restart();
    expect(await state()).toMatchObject({ all: 1, unread: 0 });
  });
});
