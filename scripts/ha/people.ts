import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { MailSummary } from "../mailbox/mail";

export const CAMPAIGN = "stand-with-refugees";
const RETRY_DELAY_MS = 500;
const REQUEST_TIMEOUT_MS = 10_000;
/** Longer than any failover. */
const GIVE_UP_AFTER_MS = 90_000;

const nameOf = (person: number) => `Reader ${person}`;
const addressOf = (person: number) => `reader-${person}@example.org`;
const CONFIRM_LINK = /\/confirm\/([^\s<>()[\]]+)/;
const mailText = z.object({ text: z.string() });

type Times = { at: number; attempts: number };

/** What people were told: when each signature and each confirmation was acknowledged, and every other answer. */
export type Told = {
  signed: Map<number, Times>;
  confirmed: Map<number, Times>;
  /** How often each other answer came. */
  refused: Map<string, number>;
  failures: string[];
};

export type Crowd = {
  told: Told;
  /** Receives the mails that were delivered: each person follows the link in theirs. */
  receive: (mail: MailSummary) => void;
  /** Lets people arrive, `perSecond`, whatever happens to those before, until `stop`. */
  arrive: (perSecond: number) => void;
  /** Waits until so many people have confirmed, or somebody gave up. */
  untilConfirmed: (people: number) => Promise<void>;
  /** No further person arrives. Returns when everybody's signature is confirmed, or somebody gave up. */
  stop: () => Promise<void>;
};

type CrowdOptions = {
  url: string;
  mailboxUrl: () => string;
  signal: AbortSignal;
  /** How long a person waits for each step. */
  giveUpAfterMs?: number;
};

/** People who sign, read their mail and confirm, and who try again until they are told that it worked. */
export function gatherCrowd({
  url,
  mailboxUrl,
  signal,
  giveUpAfterMs = GIVE_UP_AFTER_MS,
}: CrowdOptions): Crowd {
  const told: Told = { signed: new Map(), confirmed: new Map(), refused: new Map(), failures: [] };
  const waiting = new Map<string, (mail: MailSummary) => void>();
  const visits: Promise<void>[] = [];
  let arrivals: NodeJS.Timeout | undefined;
  let people = 0;

  const visit = async (person: number) => {
    const email = addressOf(person);
    const mail = new Promise<MailSummary>((resolve) => waiting.set(email, resolve));
    const sign = {
      path: `/api/v1/campaigns/${CAMPAIGN}/signatures`,
      done: 202,
      told,
      signal,
      url,
      giveUpAfterMs,
    };
    told.signed.set(
      person,
      await persist({ ...sign, fields: { name: nameOf(person), email, country: "DE" } }),
    );
    const { id } = await within(giveUpAfterMs, mail, `the mail to ${email}`);
    const token = await within(giveUpAfterMs, readToken(`${mailboxUrl()}/emails/${id}`), `reading ${id}`);
    const confirm = { path: "/api/v1/confirmations", done: 200, told, signal, url, giveUpAfterMs };
    told.confirmed.set(person, await persist({ ...confirm, fields: { token } }));
  };
  return {
    told,
    receive: (mail) => waiting.get(mail.to.join().toLowerCase())?.(mail),
    arrive: (perSecond) => {
      clearInterval(arrivals);
      arrivals = setInterval(() => {
        people += 1;
        const failed = (error: unknown) => void told.failures.push(String(error));
        visits.push(visit(people).catch(failed));
      }, 1_000 / perSecond);
    },
    untilConfirmed: async (enough) => {
      while (told.confirmed.size < enough && told.failures.length === 0)
        await pause(RETRY_DELAY_MS, undefined, { signal });
    },
    stop: async () => {
      clearInterval(arrivals);
      await Promise.all(visits);
    },
  };
}

type Persistent = {
  url: string;
  path: string;
  fields: Record<string, string>;
  /** The status that acknowledges the request. */
  done: number;
  told: Told;
  signal: AbortSignal;
  giveUpAfterMs: number;
};

/** Sends a request until it is acknowledged. */
async function persist({ url, path, fields, done, told, signal, giveUpAfterMs }: Persistent): Promise<Times> {
  const deadline = Date.now() + giveUpAfterMs;
  let answer = "nothing";
  for (let attempts = 1; Date.now() < deadline; attempts++) {
    signal.throwIfAborted();
    answer = await send(url + path, fields);
    if (answer === String(done)) return { at: Date.now(), attempts };
    told.refused.set(answer, (told.refused.get(answer) ?? 0) + 1);
    await pause(RETRY_DELAY_MS, undefined, { signal });
  }
  throw new Error(`${path} was never acknowledged; the last answer: ${answer}`);
}

async function send(url: string, fields: Record<string, string>): Promise<string> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(fields),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    await answer.arrayBuffer();
    return String(answer.status);
  } catch (error) {
    return error instanceof Error ? error.name : "error";
  }
}

/** Reads the link of a mail. The mailbox limits readers like senders, so a refused read is repeated. */
async function readToken(mailUrl: string): Promise<string> {
  const answer = await fetch(mailUrl, { headers: { authorization: "Bearer any" } });
  if (answer.status === 429) {
    await answer.arrayBuffer();
    await pause(RETRY_DELAY_MS);
    return readToken(mailUrl);
  }
  const token = CONFIRM_LINK.exec(mailText.parse(await answer.json()).text)?.[1];
  if (!token) throw new Error("a mail holds no link to confirm");
  return token;
}

function within<T>(milliseconds: number, work: Promise<T>, what: string): Promise<T> {
  const late = pause(milliseconds, undefined, { ref: false }).then(() => {
    throw new Error(`${what} did not come`);
  });
  return Promise.race([work, late]);
}
