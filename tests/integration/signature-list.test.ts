import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signatures } from "@/db/schema";
import { confirmByToken } from "@/lib/signatures/confirm";
import { listSignatures } from "@/lib/signatures/list-signatures";
import { quarantineSignatures } from "@/lib/signatures/quarantine";
import { countMatching, findSigner } from "@/lib/signatures/search";
import { signCampaign } from "@/lib/signatures/sign";
import { addressSearch, type SignatureCursor, type SignatureFilter } from "@/lib/signatures/signature-filter";
import { tokenMailedAt } from "../support/confirmations";
import { aDatabase, type TestDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner, aStaffMember, type SignerOverrides } from "../support/factories";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database.drop());

type Campaign = Awaited<ReturnType<typeof aCampaign>>;

async function sign(campaign: Campaign, overrides: SignerOverrides = {}) {
  const signed = await signCampaign(database.db, aSigner({ campaign: campaign.slug, ...overrides }));
  if (signed.outcome !== "signed") throw new Error(`the signature was refused: ${signed.outcome}`);
  return signed.signatureId;
}

async function confirm(signatureId: string) {
  const [row] = await database.db.select().from(signatures).where(eq(signatures.id, signatureId));
  if (!row) throw new Error("no such signature");
  const token = await tokenMailedAt(database.db, signatureId, row.confirmationAskedAt);
  const confirmed = await confirmByToken(database.db, { token, now: new Date() });
  expect(confirmed.outcome).toBe("confirmed");
}

const namesOf = async (campaign: Campaign, filter: SignatureFilter) => {
  const { signatures: listed } = await listSignatures(database.db, {
    campaignId: campaign.id,
    filter,
    limit: 50,
  });
  return listed.map(({ name }) => name);
};

test("each filter finds exactly the matching signatures", async () => {
  const { db } = database;
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { callOuts: [campaign] });
  const other = await aCampaign(db);
  await sign(other, { name: "Elsewhere", country: "ES", channel: "whatsapp" });
  const plain = await sign(campaign, { name: "Plain Pending", country: "FR" });
  const confirmed = await sign(campaign, { name: "Émile Confirmed", country: "ES" });
  const quarantined = await sign(campaign, {
    name: "Quintus Quarantined",
    channel: "whatsapp",
    email: "a@spam.example",
  });
  const withdrawn = await sign(campaign, { name: "Wanda Withdrawn", article: article.slug, callout: "1" });
  await confirm(confirmed);
  const owner = await aStaffMember(db, { role: "owner" });
  await quarantineSignatures(db, {
    campaignId: campaign.id,
    signatureIds: [quarantined],
    reason: "automated",
    memberId: owner.id,
  });
  await db.update(signatures).set({ withdrawnAt: new Date() }).where(eq(signatures.id, withdrawn));
  await db
    .update(signatures)
    .set({ signedAt: new Date("2026-01-31T23:59:59.999Z") })
    .where(eq(signatures.id, plain));

  expect(await namesOf(campaign, {})).toEqual([
    "Wanda Withdrawn",
    "Quintus Quarantined",
    "Émile Confirmed",
    "Plain Pending",
  ]);
  const found: [SignatureFilter, string][] = [
    [{ state: "pending" }, "Plain Pending"],
    [{ state: "confirmed" }, "Émile Confirmed"],
    [{ state: "set-aside" }, "Quintus Quarantined"],
    [{ state: "withdrawn" }, "Wanda Withdrawn"],
    [{ country: "ES" }, "Émile Confirmed"],
    [{ article: article.slug }, "Wanda Withdrawn"],
    [{ channel: "whatsapp" }, "Quintus Quarantined"],
    [{ domain: "spam.example" }, "Quintus Quarantined"],
    [{ from: "2026-01-31", to: "2026-01-31" }, "Plain Pending"],
    [{ name: "EMI" }, "Émile Confirmed"],
    [{ name: "émile c" }, "Émile Confirmed"],
    [{ name: "wand", state: "withdrawn" }, "Wanda Withdrawn"],
  ];
  for (const [filter, name] of found)
    expect(await namesOf(campaign, filter), JSON.stringify(filter)).toEqual([name]);
  for (const filter of [
    { name: "onfirmed" },
    { name: "%" },
    { name: "e_" },
    { country: "DE" },
    { name: "wand", country: "ES" },
    { to: "2026-01-30" },
  ])
    expect(await namesOf(campaign, filter), JSON.stringify(filter)).toEqual([]);
  expect(await countMatching(db, { campaignId: campaign.id, filter: {} })).toBe(4);
  expect(await countMatching(db, { campaignId: campaign.id, filter: { state: "pending" } })).toBe(1);
});

test("an address finds its signer in any spelling, within the campaign only", async () => {
  const { db } = database;
  const campaign = await aCampaign(db);
  const other = await aCampaign(db);
  await sign(campaign, { name: "Ada", email: "Ada.Love.lace+news@gmail.com" });
  const mailboxOf = (email: string) => addressSearch.safeParse({ email }).data?.email;
  for (const address of ["adalovelace@gmail.com", " ADA.LOVELACE@GoogleMail.com "]) {
    const mailbox = mailboxOf(address) ?? expect.fail(address);
    const person = await findSigner(db, { campaignId: campaign.id, mailbox });
    expect(await namesOf(campaign, { person: person?.id })).toEqual(["Ada"]);
    expect(await findSigner(db, { campaignId: other.id, mailbox })).toBeNull();
  }
  const unknown = mailboxOf("ada.lovelac@gmail.com") ?? expect.fail("unknown");
  expect(await findSigner(db, { campaignId: campaign.id, mailbox: unknown })).toBeNull();
  for (const address of ["no address", ""]) expect(mailboxOf(address)).toBeUndefined();
});

test.each([{}, { name: "ada" }])(
  "paging skips and repeats no signature while more people sign (%j)",
  async (filter) => {
    const { db } = database;
    const campaign = await aCampaign(db);
    const expected = new Set<string>();
    for (let one = 0; one < 25; one += 1) expected.add(await sign(campaign));
    // All at the same time, so that only the id differs.
    await db
      .update(signatures)
      .set({ signedAt: new Date("2026-03-01") })
      .where(eq(signatures.campaignId, campaign.id));
    const listed: string[] = [];
    const pages: string[][] = [];
    let after: SignatureCursor | undefined;
    for (;;) {
      const page = await listSignatures(db, { campaignId: campaign.id, filter, after, limit: 4 });
      pages.push(page.signatures.map(({ id }) => id));
      listed.push(...page.signatures.map(({ id }) => id));
      after = page.signatures.at(-1)?.place;
      await sign(campaign, { name: "Zacharias Late" });
      if (!page.more) break;
      // Paging backwards gives the same signatures.
      const [, next] = page.signatures;
      if (next) {
        const back = await listSignatures(db, {
          campaignId: campaign.id,
          filter,
          before: next.place,
          limit: 1,
        });
        expect(back.signatures.map(({ id }) => id)).toEqual(page.signatures.slice(0, 1).map(({ id }) => id));
      }
    }
    expect(pages.length).toBe(7);
    expect(new Set(listed).size).toBe(listed.length);
    expect(new Set(listed)).toEqual(expected);
  },
);
