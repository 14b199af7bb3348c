import { sha256 } from "@/lib/crypto";

export type CampaignState = "upcoming" | "open" | "won" | "closed" | "replaced";

export type CampaignDates = {
  opensAt: Date | null;
  closesAt: Date | null;
  closedAt: Date | null;
  wonAt: Date | null;
  successorId: string | null;
};

/** What a published campaign is at a time. Only an open one takes signatures. */
export function campaignState(campaign: CampaignDates, now: Date): CampaignState {
  if (campaign.wonAt && campaign.wonAt <= now) return "won";
  if (campaign.successorId) return "replaced";
  if (campaign.closedAt && campaign.closedAt <= now) return "closed";
  if (campaign.closesAt && campaign.closesAt <= now) return "closed";
  return campaign.opensAt && campaign.opensAt > now ? "upcoming" : "open";
}

/** The fingerprint of a petition's words: it proves later what was signed. */
export function petitionTextHash(text: {
  title: string;
  target: string;
  summary: string;
  ask: string;
}): string {
  return sha256([text.title, text.target, text.summary, text.ask].join("\n\n"));
}

/** How far a count is on its way to its goal, in whole percent from 0 to 100. */
export function progress(signatures: number, goal: number): number {
  if (goal <= 0) return 100;
  return Math.min(100, Math.max(0, Math.floor((signatures / goal) * 100)));
}

/** PostgreSQL's integer holds twice as much; nobody has asked for more. */
export const HIGHEST_GOAL = 1_000_000_000;
/** What goals rise to, and what is celebrated once it is reached: 100, 250, 500, 1,000, 2,500, 5,000 and so on. */
export const LADDER: readonly number[] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]
  .flatMap((scale) => [100 * scale, 250 * scale, 500 * scale])
  .filter((step) => step <= HIGHEST_GOAL);
/** A goal rises when so much of it is reached: a full line asks nobody to sign. */
export const RAISE_AT_SHARE = 0.8;

/** The goal that suits a count: the one there is until 80 % of it is reached, then the next step of which less than 80 % is. It never falls. */
export function nextGoal(goal: number, signatures: number): number {
  if (signatures < goal * RAISE_AT_SHARE) return goal;
  return LADDER.find((step) => step > goal && signatures < step * RAISE_AT_SHARE) ?? goal;
}

/** Whether a campaign, won or closed or carried on, has come to its end. */
export function hasEnded(state: CampaignState): boolean {
  return state === "won" || state === "closed" || state === "replaced";
}

type Link = { id: string; state: CampaignState; successorId: string | null };

/** Where a replaced campaign leads in the end, among those that can be seen; null for any other, and for a dead end. */
export function successorOf<Found extends Link>(campaign: Link, among: Found[]): Found | null {
  const passed = new Set([campaign.id]);
  let last: Found | null = null;
  let here: Link = campaign;
  while (here.state === "replaced") {
    const { successorId } = here;
    const following = among.find(({ id }) => id === successorId);
    if (!following || passed.has(following.id)) break;
    passed.add(following.id);
    last = following;
    here = following;
  }
  return last;
}
