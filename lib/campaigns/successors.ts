import type { SqlTag } from "@/lib/sql-tag";
import type { CampaignStatus } from "./campaign-status";
import { campaignStatusSql } from "./campaign-status";

type Link = { id: string; status: CampaignStatus; successorId: string | null };

/**
 * Returns the last successor of a replaced campaign among the public campaigns `among`, or null. A won campaign keeps its own
 * page, so it ends the chain. A circle ends the search.
 */
export function successorOf<Found extends Link>(campaign: Link, among: Found[]): Found | null {
  const visited = new Set([campaign.id]);
  let last: Found | null = null;
  let current: Link = campaign;
  while (current.status === "replaced") {
    const { successorId } = current;
    const next = among.find(({ id }) => id === successorId);
    if (!next || visited.has(next.id)) break;
    visited.add(next.id);
    last = next;
    current = next;
  }
  return last;
}

/**
 * SQL for a `with` clause that defines `successors (id, slug, step, is_public, is_reached)`: the campaigns that fulfil `start`
 * (step 0) and all their successors, each once. `is_reached` holds for the steps that `successorOf` takes.
 */
export function withSuccessorChain<Fragment>(tag: SqlTag<Fragment>, start: Fragment): Fragment {
  const isReplaced = tag`${campaignStatusSql(tag)} = 'replaced'`;
  return tag`
    with recursive chain as (
      select campaigns.id, campaigns.slug, campaigns.successor_id, 0 as step, ${isReplaced} as is_replaced,
        campaigns.published_at <= now() is true as is_public, campaigns.published_at <= now() is true as is_reached
      from campaigns where ${start}
      union all
      select campaigns.id, campaigns.slug, campaigns.successor_id, chain.step + 1, ${isReplaced},
        campaigns.published_at <= now() is true,
        chain.is_reached and chain.is_replaced and campaigns.published_at <= now() is true
      from chain join campaigns on campaigns.id = chain.successor_id
    ) cycle id set is_repeated using path,
    successors as (select id, slug, step, is_public, is_reached from chain where not is_repeated)`;
}

/**
 * SQL for a `with` clause that defines `predecessors (id, slug)`: the campaigns that fulfil `start` and all that they replaced,
 * directly or indirectly.
 */
export function withPredecessors<Fragment>(tag: SqlTag<Fragment>, start: Fragment): Fragment {
  return tag`
    with recursive predecessors as (
      select campaigns.id, campaigns.slug from campaigns where ${start}
      union
      select campaigns.id, campaigns.slug from predecessors join campaigns on campaigns.successor_id = predecessors.id
    )`;
}
