import type postgres from "postgres";
import { CAMPAIGN } from "./people";

/** The public count of the campaign by its slots, and the confirmed signatures that it should be. */
export type Counted = { slots: number; rows: number };

/** Reads the count of the campaign that people sign. */
export async function readCount(sql: postgres.Sql): Promise<Counted> {
  const [counted] = await sql<Counted[]>`
    select (select coalesce(sum(confirmed), 0)::int from campaign_counts where campaign_id = campaign.id) as slots,
           (select count(*)::int from signatures
            where campaign_id = campaign.id and confirmed_at is not null and quarantined_at is null) as rows
    from campaigns campaign where slug = ${CAMPAIGN}`;
  if (!counted) throw new Error("the campaign is missing");
  return counted;
}
