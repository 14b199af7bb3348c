import type { shareLinks, shareVisits } from "@/db/schema";
import { newShareCode } from "@/lib/ids";
import { idAt } from "./ids";
import type { SeededRandom } from "./seeded-random";

type Link = typeof shareLinks.$inferInsert & { id: string; channel: string; depth: number };
type Visit = typeof shareVisits.$inferInsert;
type Signer = { id: string; at: Date; locale: string; articleId: string | null; parent: Link | undefined };

const CHANNELS = [
  { name: "whatsapp", weight: 9 },
  { name: "copied", weight: 8 },
  { name: "email", weight: 3 },
  { name: "facebook", weight: 3 },
  { name: "bluesky", weight: 2 },
  { name: "telegram", weight: 2 },
  { name: "x", weight: 1 },
];

const FOLLOWS_FIRST_LINK = 0.12;

/** Generates the share links of a campaign as a tree, and the visits through them. */
export function growReferrals(campaignId: string, random: SeededRandom) {
  const links: Link[] = [];
  const shared: Link[] = [];
  const visits = new Map<string, Visit>();

  /** Returns the link that a signer followed: usually a recent one, sometimes the first one. */
  function follow(at: Date): Link | undefined {
    const index = random.chance(FOLLOWS_FIRST_LINK)
      ? 0
      : Math.floor(shared.length * (1 - random.next() ** 2));
    const link = shared[index];
    if (link) countVisits(link, { at, visits: 2 + random.below(6) });
    return link;
  }

  /** Adds a signer's own link, which everyone gets on confirming. Not everyone shares it. */
  function giveLink(signature: Signer, { isShared }: { isShared: boolean }) {
    const link = {
      id: idAt(signature.at, random),
      code: newShareCode(),
      campaignId,
      articleId: signature.articleId,
      ownerSignatureId: signature.id,
      parentId: signature.parent?.id ?? null,
      depth: signature.parent ? signature.parent.depth + 1 : 0,
      channel: random.weigh(CHANNELS).name,
      locale: signature.locale,
      createdAt: signature.at,
    };
    links.push(link);
    if (!isShared) return;
    shared.push(link);
    countVisits(link, { at: signature.at, visits: 1 + random.below(4) });
  }

  function countVisits({ id: shareLinkId, channel }: Link, visited: { at: Date; visits: number }) {
    const visitedOn = visited.at.toISOString().slice(0, 10);
    const key = `${shareLinkId} ${visitedOn}`;
    const before = visits.get(key)?.visits ?? 0;
    visits.set(key, { shareLinkId, visitedOn, channel, visits: before + visited.visits });
  }

  return { follow, giveLink, links: () => links, visits: () => [...visits.values()] };
}
