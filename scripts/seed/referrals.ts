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

const FIRST_LINK_AGAIN = 0.12;

/** The tree of links that grows as signers pass a campaign on, and the visits that they bring. */
export function growReferrals(campaignId: string, dice: SeededRandom) {
  const links: Link[] = [];
  const passedOn: Link[] = [];
  const visits = new Map<string, Visit>();

  /** A link that somebody might have followed; rather a young one, now and then the very first. */
  function follow(at: Date): Link | undefined {
    const index = dice.chance(FIRST_LINK_AGAIN) ? 0 : Math.floor(passedOn.length * (1 - dice.next() ** 2));
    const link = passedOn[index];
    if (link) countVisits(link, { at, visits: 2 + dice.below(6) });
    return link;
  }

  /** A signer's own link, which everybody gets when they confirm. Not everybody passes it on. */
  function giveLink(signature: Signer, { passesOn }: { passesOn: boolean }) {
    const link = {
      id: idAt(signature.at, dice),
      code: newShareCode(),
      campaignId,
      articleId: signature.articleId,
      ownerSignatureId: signature.id,
      parentId: signature.parent?.id ?? null,
      depth: signature.parent ? signature.parent.depth + 1 : 0,
      channel: dice.weigh(CHANNELS).name,
      locale: signature.locale,
      createdAt: signature.at,
    };
    links.push(link);
    if (!passesOn) return;
    passedOn.push(link);
    countVisits(link, { at: signature.at, visits: 1 + dice.below(4) });
  }

  function countVisits({ id: shareLinkId, channel }: Link, seen: { at: Date; visits: number }) {
    const visitedOn = seen.at.toISOString().slice(0, 10);
    const key = `${shareLinkId} ${visitedOn}`;
    const before = visits.get(key)?.visits ?? 0;
    visits.set(key, { shareLinkId, visitedOn, channel, visits: before + seen.visits });
  }

  return { follow, giveLink, links: () => links, visits: () => [...visits.values()] };
}
