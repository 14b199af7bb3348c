import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { signatures } from "@/db/schema";
import { canonicalAddress } from "@/lib/supporters/address";
import { appDatabase } from "../support/app-database";
import { aCampaign } from "../support/factories";
import { waitForMails } from "../support/mailbox";
import { confirmByApi, getSignatureCount, post } from "../support/public-api";

const PEOPLE = 20;

const wide = (text: string) =>
  text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

/** Returns ten spellings of one Gmail address. */
const gmailSpellings = (name: string) => [
  `${name}@gmail.com`,
  `${name}@googlemail.com`,
  `${name.toUpperCase()}@GMAIL.COM`,
  `${name.slice(0, 3)}.${name.slice(3)}@gmail.com`,
  `${[...name].join(".")}@gmail.com`,
  `${name}+petitions@gmail.com`,
  `${name.slice(0, 2)}.${name.slice(2)}+A.b@GoogleMail.com`,
  `  ${name}@gmail.com\t`,
  wide(`${name}@gmail.com`),
  `${name}\u200b@gmail.com.`,
];

/** Returns ten spellings of one address at an unknown provider. */
const otherSpellings = (name: string) => [
  `${name}@example.org`,
  `${name.toUpperCase()}@example.org`,
  `${name}@EXAMPLE.ORG`,
  `${name[0]?.toUpperCase()}${name.slice(1)}@Example.Org`,
  ` ${name}@example.org`,
  `${name}@example.org \n`,
  wide(`${name}@example.org`),
  wide(name).concat("@example.org"),
  `\ufeff${name}@example.org`,
  `${name}@example.org.`,
];

const people = Array.from({ length: PEOPLE }, (_, index) => {
  const name = `twohundred${String.fromCharCode(97 + index)}`;
  return index % 2 === 0 ? gmailSpellings(name) : otherSpellings(name);
});

test("200 concurrent signatures of 20 people give equal responses, 20 rows, 20 mails and a count of 20", async () => {
  const db = appDatabase();
  const campaign = await aCampaign(db, { slug: "two-hundred-at-once" });
  const addresses = people[0]?.flatMap((_, turn) => people.map((spellings) => spellings[turn] ?? "")) ?? [];
  expect(new Set(addresses).size).toBe(200);

  const answers = await Promise.all(
    addresses.map(async (email) => {
      const answer = await post(`/api/v1/campaigns/${campaign.slug}/signatures`, {
        name: "One of Many",
        email,
      });
      const cookie = answer.headers.getSetCookie().join();
      return JSON.stringify([answer.status, [...answer.headers.keys()], cookie.length, await answer.text()]);
    }),
  );
  expect([...new Set(answers)]).toHaveLength(1);
  expect(answers[0]).toContain("confirmation-sent");
  expect(await db.$count(signatures, eq(signatures.campaignId, campaign.id))).toBe(PEOPLE);

  const keys = new Set(people.map(([address = ""]) => canonicalAddress(address)));
  expect(keys.size).toBe(PEOPLE);
  const mails = await waitForMails(PEOPLE, (to) => keys.has(canonicalAddress(to)));
  expect(new Set(mails.map(({ to }) => canonicalAddress(to[0] ?? ""))).size).toBe(PEOPLE);

  expect(await getSignatureCount(campaign.slug)).toBe(0);
  await Promise.all([...mails, ...mails].map(confirmByApi));
  expect(await getSignatureCount(campaign.slug)).toBe(PEOPLE);
  expect(await waitForMails(PEOPLE, (to) => keys.has(canonicalAddress(to)))).toHaveLength(PEOPLE);
});
