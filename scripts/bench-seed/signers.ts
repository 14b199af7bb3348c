import { drawPerson } from "../seed/sample-people";
import { DAY, MINUTE } from "../seed/times";
import type { BenchCampaign } from "./bench-campaign";
import { idOf, randomFor, signingClock } from "./seeded-ids";

/** The kinds of numbered rows. */
const SIGNATURE = 1;
const SUPPORTER = 2;
const LINK = 3;

/** Every eighth signer has a link of their own. */
export const LINK_EVERY = 8;
export const LINK_FIRST = 3;

const PENDING_SHARE = 0.1;
const WITHDRAWN_SHARE = 0.004;
const QUARANTINED_SHARE = 0.003;
const COMMENT_SHARE = 0.03;
const REFERRED_SHARE = 0.34;
const TOP_LINK_SHARE = 0.12;
const TOP_LINKS = 25;
const ARTICLE_SHARE = 0.75;

const CHANNELS = [
  "whatsapp",
  "whatsapp",
  "whatsapp",
  "copied",
  "copied",
  "email",
  "facebook",
  "bluesky",
  "telegram",
  "x",
];
const DISPLAYS = ["anonymous", "anonymous", "anonymous", "first", "full"];
const COMMENTS = [
  "It is about time.",
  "For my children, who will ask me what I did.",
  "Signed, and passed on to everybody I know.",
  "Ya es hora.",
  "Por quienes no pueden firmar.",
  "I teach. Half of my class is waiting for this.",
];

export type Signer = ReturnType<ReturnType<typeof generateSigners>>;

/** Returns a function from a number to that signer. It is always the same. */
export function generateSigners(campaign: BenchCampaign, signatures: number) {
  const signedAt = signingClock(campaign, signatures);
  const linkOf = (owner: number) => {
    const at = signedAt(owner) + 2 * MINUTE;
    return { id: idOf(LINK, { nth: owner, at }), at, channel: channelOf(owner) };
  };
  return (nth: number) => {
    const random = randomFor(SIGNATURE, nth);
    const at = signedAt(nth);
    const person = drawPerson(random);
    const via = pickLinkOwner(nth, random);
    const link = via === null ? null : linkOf(via);
    const articles = link ? [] : campaign.articles[person.locale];
    const article = articles.length > 0 && random.chance(ARTICLE_SHARE) ? pickEarly(articles, random) : null;
    const isPending = random.chance(PENDING_SHARE);
    const confirmsAt = Math.floor(at + 90_000 + 130 * MINUTE * random.next() ** 6);
    // A confirmation after the end of the seeded period has not happened yet.
    const confirmedAt = isPending || confirmsAt > campaign.until.getTime() ? null : confirmsAt;
    return {
      nth,
      signatureId: idOf(SIGNATURE, { nth, at }),
      supporterId: idOf(SUPPORTER, { nth, at }),
      person,
      at,
      textId:
        person.locale === "es"
          ? campaign.texts.es
          : at < campaign.revised
            ? campaign.texts.en
            : campaign.texts.revisedEn,
      article,
      callout: article ? pickEarly(campaign.callOuts, random) : "page",
      link,
      confirmedAt,
      remindedAt: confirmedAt === null && at + DAY < campaign.until.getTime() ? at + DAY : null,
      withdrawnAt:
        confirmedAt && random.chance(WITHDRAWN_SHARE)
          ? Math.min(confirmedAt + DAY, campaign.until.getTime())
          : null,
      quarantinedAt: confirmedAt && random.chance(QUARANTINED_SHARE) ? confirmedAt : null,
      comment: random.chance(COMMENT_SHARE) ? random.pick(COMMENTS) : null,
      display: random.pick(DISPLAYS),
      own: nth % LINK_EVERY === LINK_FIRST ? linkOf(nth) : null,
    };
  };
}

/** Picks the signer whose link was followed: one of the first, or more likely a recent one. */
function pickLinkOwner(nth: number, random: ReturnType<typeof randomFor>): number | null {
  const owners = Math.floor((nth - LINK_FIRST) / LINK_EVERY);
  if (owners < 1 || !random.chance(REFERRED_SHARE)) return null;
  const index = random.chance(TOP_LINK_SHARE)
    ? Math.min(owners - 1, Math.floor(TOP_LINKS * random.next() ** 3))
    : Math.floor(owners * (1 - random.next() ** 2));
  return Math.max(0, Math.min(owners - 1, index)) * LINK_EVERY + LINK_FIRST;
}

function channelOf(owner: number): string {
  return randomFor(LINK, owner).pick(CHANNELS);
}

/** Picks an item; earlier ones are more likely. */
function pickEarly(items: string[], random: ReturnType<typeof randomFor>): string {
  return items[Math.floor(items.length * random.next() ** 2)] ?? random.pick(items);
}
