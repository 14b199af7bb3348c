import { and, eq, inArray, isNull, lte, or } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { outboxMessages, signatures, supporters } from "@/db/schema";
import { canonicalAddress } from "@/lib/supporters/address";
import { appDatabase } from "../support/app-database";
import { aCampaign } from "../support/factories";
import { waitForMails } from "../support/mailbox";
import { post } from "../support/public-api";

const SPELLINGS = 100;
const PETITIONS = 20;
const REQUESTS = 200;
const CONCURRENCY = 40;
const MAILS_A_DAY = 3;
const POLL = { timeout: 30_000, interval: 250 };

const NAME = "hundredspellings";

const wide = (text: string) =>
  text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

/** Returns a unique spelling of one Gmail mailbox: dots, case, tags, wide and invisible characters, both domains. */
function spellingOf(index: number): string {
  const dotted = [...NAME].map((letter, place) =>
    (index >> (place % 8)) & 1 && place > 0 ? `.${letter}` : letter,
  );
  const cased = index % 3 === 0 ? dotted.join("").toUpperCase() : dotted.join("");
  const tagged = index % 2 === 0 ? `${cased}+${index}` : cased;
  const padded = index % 5 === 0 ? `${tagged}\u200b` : tagged;
  const address = `${index % 7 === 0 ? wide(padded) : padded}@${index % 4 === 3 ? "googlemail.com" : "gmail.com"}`;
  return index % 11 === 0 ? `  ${address}.` : address;
}

/** Signs once, as one of many clients. Returns the response without the campaign's slug. */
async function signOnce({ slug, email, turn }: { slug: string; email: string; turn: number }) {
  const client = { "user-agent": `client/${turn % 977}`, "x-forwarded-for": `198.51.100.${turn % 251}` };
  const fields = { name: `Nobody ${turn}`, email, updates: turn % 2 === 0 };
  const answer = await post(`/api/v1/campaigns/${slug}/signatures`, fields, client);
  const cookie = answer.headers.getSetCookie().join();
  const body = (await answer.text()).replace(slug, "");
  return JSON.stringify([answer.status, [...answer.headers.keys()], cookie.length, body]);
}

test(`${REQUESTS} signatures of ${PETITIONS} petitions with ${SPELLINGS} spellings of one mailbox send ${MAILS_A_DAY} mails that day`, async () => {
  const db = appDatabase();
  const spellings = Array.from({ length: SPELLINGS }, (_, index) => spellingOf(index));
  expect(new Set(spellings).size).toBe(SPELLINGS);
  expect(new Set(spellings.map(canonicalAddress))).toEqual(new Set([`${NAME}@gmail.com`]));
  const campaigns = await Promise.all(
    Array.from({ length: PETITIONS }, (_, index) =>
      aCampaign(db, { slug: `many-spellings-${String(index).padStart(2, "0")}` }),
    ),
  );

  const answers = new Map<string, number>();
  let sent = 0;
  const client = async () => {
    while (sent < REQUESTS) {
      const turn = sent++;
      const slug = campaigns[turn % PETITIONS]?.slug ?? "";
      const answer = await signOnce({ slug, email: spellings[(turn * 7) % SPELLINGS] ?? "", turn });
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, client));
  expect([...answers.values()]).toEqual([REQUESTS]);
  expect([...answers.keys()][0]).toContain("202");

  const campaignIds = campaigns.map(({ id }) => id);
  const signed = await db.select().from(signatures).where(inArray(signatures.campaignId, campaignIds));
  expect(signed).toHaveLength(PETITIONS);
  expect(new Set(signed.map(({ supporterId }) => supporterId)).size).toBe(1);

  const about = inArray(
    outboxMessages.subjectId,
    signed.map(({ id }) => id),
  );
  const isDue = or(isNull(outboxMessages.sendAfter), lte(outboxMessages.sendAfter, new Date()));
  const open = and(about, isDue, isNull(outboxMessages.sentAt), isNull(outboxMessages.failedAt));
  await vi.waitFor(async () => expect(await db.$count(outboxMessages, open)).toBe(0), POLL);
  const mails = await waitForMails(MAILS_A_DAY, (to) => canonicalAddress(to) === `${NAME}@gmail.com`);
  expect(mails).toHaveLength(MAILS_A_DAY);
  const [person] = await db
    .select()
    .from(supporters)
    .where(eq(supporters.id, signed[0]?.supporterId ?? ""));
  expect(person?.mailedAt).toHaveLength(MAILS_A_DAY);
  const messages = await db.select().from(outboxMessages).where(about);
  expect(messages.filter(({ sentAt, failure }) => sentAt && !failure)).toHaveLength(MAILS_A_DAY);
});
