import { type SQL, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { campaigns } from "@/db/schema";
import { type CampaignStatus, campaignStatus, campaignStatusSql } from "@/lib/campaigns/campaign-status";
import { statusColumns } from "@/lib/campaigns/status-columns";
import { newId } from "@/lib/ids";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

test("the status in SQL is the status in TypeScript, for every combination of timestamps", async () => {
  const now = new Date();
  const successorId = (await aCampaign(db)).id;
  const times = [null, new Date(now.getTime() - 86_400_000), new Date(now.getTime() + 86_400_000)];
  const rows = times.flatMap((opensAt) =>
    times.flatMap((closesAt) =>
      times.flatMap((closedAt) =>
        times.flatMap((wonAt) =>
          [null, successorId].map((successor) => {
            const id = newId();
            const times = { opensAt, closesAt, closedAt, wonAt, successorId: successor };
            return { id, slug: `status-${id}`, locale: "en", goal: 100, publishedAt: now, ...times };
          }),
        ),
      ),
    ),
  );
  await db.insert(campaigns).values(rows);
  const read = await db
    .select({
      ...statusColumns,
      inSql: sql<string>`${campaignStatusSql<SQL>(sql)}`,
      inSqlAt: sql<string>`${campaignStatusSql<SQL>(sql, sql`${now.toISOString()}::timestamptz`)}`,
    })
    .from(campaigns);
  expect(read).toHaveLength(3 ** 4 * 2 + 1);
  for (const { inSql, inSqlAt, ...campaign } of read) {
    expect(inSql, JSON.stringify(campaign)).toBe(campaignStatus(campaign, now));
    expect(inSqlAt, JSON.stringify(campaign)).toBe(inSql);
  }
  const all: CampaignStatus[] = ["upcoming", "open", "won", "closed", "replaced"];
  expect(new Set(read.map(({ inSql }) => inSql))).toEqual(new Set(all));
});
