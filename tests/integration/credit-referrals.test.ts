import { asc, eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { countEvents, linkTallies, referralTallies } from "@/db/schema";
import { newId } from "@/lib/ids";
import { foldCountEvents, GENERATIONS_CREDITED } from "@/lib/reporting/fold-count-events";
import { listGenerations } from "@/lib/reporting/referrals";
import { getOrCreateSignerLink } from "@/lib/sharing/share-links";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";
import { AT, type Link, referralFactories } from "../support/referral-factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

const { aChain, addConfirmations, foldAll } = referralFactories(db);

/** The credits of a link, nearest generation first. */
async function creditOf(link: Pick<Link, "id">) {
  const rows = await db
    .select()
    .from(referralTallies)
    .where(eq(referralTallies.shareLinkId, link.id))
    .orderBy(asc(referralTallies.generation));
  return rows.map(({ generation, confirmed }) => [generation, confirmed]);
}

const totalOf = async (link: Pick<Link, "id">) =>
  (await db.select().from(linkTallies).where(eq(linkTallies.shareLinkId, link.id))).map(
    ({ confirmed }) => confirmed,
  );

function itemAt<T>(items: T[], index = 0): T {
  const item = items.at(index);
  if (!item) throw new Error(`no item at ${index}`);
  return item;
}

describe("a signature through a link", () => {
  test("is credited to the link and, one generation further each, to every link above", async () => {
    const { id: campaignId } = await aCampaign(db);
    const [top = itemAt([]), middle = itemAt([]), bottom = itemAt([])] = await aChain(3, { campaignId });
    for (const link of [top, middle, bottom]) await addConfirmations({ campaignId, link });
    await foldAll();
    expect(await creditOf(top)).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
    expect(await creditOf(middle)).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(await creditOf(bottom)).toEqual([[1, 1]]);
    expect(await Promise.all([top, middle, bottom].map(totalOf))).toEqual([[3], [2], [1]]);
    expect(await listGenerations(db, { campaignId, limit: 5 })).toEqual([
      { generation: 1, confirmed: 1 },
      { generation: 2, confirmed: 1 },
      { generation: 3, confirmed: 1 },
    ]);
  });

  test("is credited fifty links up", async () => {
    const { id: campaignId } = await aCampaign(db);
    const links = await aChain(50, { campaignId });
    await addConfirmations({ campaignId, link: itemAt(links, -1), times: 2 });
    await foldAll();
    expect(await creditOf(itemAt(links))).toEqual([[50, 2]]);
    expect(await creditOf(itemAt(links, 20))).toEqual([[30, 2]]);
    expect(await listGenerations(db, { campaignId, limit: 5 })).toEqual([{ generation: 50, confirmed: 2 }]);
  });

  test("is removed from all of them when it is withdrawn or quarantined", async () => {
    const { id: campaignId } = await aCampaign(db);
    const [above = itemAt([]), below = itemAt([])] = await aChain(2, { campaignId });
    await addConfirmations({ campaignId, link: below, times: 3 });
    await foldAll();
    await addConfirmations({ campaignId, link: below, change: -1 });
    await foldAll();
    expect([await creditOf(above), await creditOf(below)]).toEqual([[[2, 2]], [[1, 2]]]);
    // Added and removed before folding: no change.
    await addConfirmations({ campaignId, link: below });
    await addConfirmations({ campaignId, link: below, change: -1 });
    await foldAll();
    expect([await totalOf(above), await totalOf(below)]).toEqual([[2], [2]]);
  });

  test("a signature for another campaign counts for that campaign and for the link", async () => {
    const [one, other] = [await aCampaign(db), await aCampaign(db)];
    const link = await aShareLink(db, { campaignId: one.id });
    await addConfirmations({ campaignId: one.id, link });
    await addConfirmations({ campaignId: other.id, link, times: 2 });
    await foldAll();
    expect(await creditOf(link)).toEqual([[1, 3]]);
    expect((await totalOf(link)).sort()).toEqual([1, 2]);
  });

  test("a deleted signature is credited to no link, but keeps its generation", async () => {
    const { id: campaignId } = await aCampaign(db);
    await addConfirmations({ campaignId, link: { id: newId() } });
    await addConfirmations({ campaignId, link: null });
    await foldAll();
    expect(await listGenerations(db, { campaignId, limit: 5 })).toEqual([
      { generation: null, confirmed: 1 },
      { generation: 1, confirmed: 1 },
    ]);
  });
});

test("each signature is credited once when four workers fold one tree while more people sign and links are created", async () => {
  const { id: campaignId } = await aCampaign(db);
  const root = await aShareLink(db, { campaignId });
  const branches = await Promise.all(
    Array.from({ length: 12 }, () => aShareLink(db, { campaignId, parentId: root.id, depth: 1 })),
  );
  const owned = branches.map((branch) => ({ signatureId: newId(), branch }));
  const leaves = await Promise.all(
    owned.map(({ signatureId, branch }) =>
      aShareLink(db, { campaignId, parentId: branch.id, depth: 2, ownerSignatureId: signatureId }),
    ),
  );
  const through = Array.from({ length: 1_200 }, (_, index) =>
    itemAt([root, ...branches, ...leaves], (index * 7) % 25),
  );
  const event = (link: Link) => ({ campaignId, change: 1, at: AT, shareLinkId: link.id });
  await db.insert(countEvents).values(through.slice(0, 600).map(event));
  const concurrent = [
    ...Array.from({ length: 6 }, (_, part) =>
      db.insert(countEvents).values(through.slice(600 + part * 100, 700 + part * 100).map(event)),
    ),
    // Mails to people who sign again do this: several links in one transaction, in any order.
    db.transaction(async (tx) => {
      for (const { signatureId } of owned.toReversed())
        await getOrCreateSignerLink(tx, {
          signatureId,
          campaignId,
          articleId: null,
          parentId: null,
          locale: "en",
        });
    }),
  ];
  const folded = await Promise.all(Array.from({ length: 4 }, () => foldAll(40)));
  await Promise.all(concurrent);
  folded.push(await foldAll());
  expect(folded.reduce((sum, events) => sum + events, 0)).toBe(through.length);
  const count = (links: Link[]) => through.filter((link) => links.includes(link)).length;
  expect(await creditOf(root)).toEqual([
    [1, count([root])],
    [2, count(branches)],
    [3, count(leaves)],
  ]);
  expect(await totalOf(root)).toEqual([through.length]);
  for (const [index, branch] of branches.entries())
    expect(await totalOf(branch)).toEqual([count([branch, itemAt(leaves, index)])]);
});

test("credits at most 1,000 generations of a long chain, in short statements", async () => {
  const { id: campaignId } = await aCampaign(db);
  const links = await aChain(3_000, { campaignId });
  const events = links.slice(-150).map(({ id }) => ({ campaignId, change: 1, at: AT, shareLinkId: id }));
  await db.insert(countEvents).values(events);
  const folds: number[] = [];
  while (folds.at(-1) !== 0) folds.push(await foldCountEvents(db));
  // The statement timeout is ten seconds.
  expect(folds.length).toBeGreaterThan(3);
  expect(folds.reduce((sum, folded) => sum + folded, 0)).toBe(150);
  const nearest = await creditOf(itemAt(links, -1));
  expect(nearest).toEqual([[1, 1]]);
  expect(await creditOf(itemAt(links, 3_000 - GENERATIONS_CREDITED - 150 - 1))).toEqual([]);
  expect((await creditOf(itemAt(links, 3_000 - GENERATIONS_CREDITED))).at(-1)).toEqual([
    GENERATIONS_CREDITED,
    1,
  ]);
});
