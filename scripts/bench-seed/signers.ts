import { drawPerson } from "../seed/sample-people";
import { DAY, MINUTE } from "../seed/times";
import type { BenchCampaign } from "./bench-campaign";
import { idOf, randomFor, signingClock } from "./seeded-ids";

/** What is counted apart when things are numbered. */
const SIGNATURE = 1;
const SUPPORTER = 2;
const LINK = 3;

/** Every eighth signer has a link of their own. */
const LINK_EVERY = 8;
const LINK_FIRST = 3;

const PENDING = 0.1;
const WITHDRAWN = 0.004;
const QUARANTINED = 0.003;
const COMMENTS = 0.03;
const CAME_THROUGH_A_LINK = 0.34;
const FOLLOWED_A_STAR = 0.12;
const STARS = 25;
const READS_AN_ARTICLE = 0.75;

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
const COMMENTS_MADE = [
  "It is about time.",
  "For my children, who will ask me what I did.",
  "Signed, and passed on to everybody I know.",
  "Ya es hora.",
  "Por quienes no pueden firmar.",
  "I teach. Half of my class is waiting for this.",
];

export type Signer = ReturnType<ReturnType<typeof generateSigners>>;

/** The nth signer of so many, the same each time that it is asked. */
export function generateSigners(stage: BenchCampaign, signatures: number) {
  const signedAt = signingClock(stage, signatures);
  const linkOf = (owner: number) => {
    const at = signedAt(owner) + 2 * MINUTE;
    return { id: idOf(LINK, { nth: owner, at }), at, channel: channelOf(owner) };
  };
  return (nth: number) => {
    const dice = randomFor(SIGNATURE, nth);
    const at = signedAt(nth);
    const person = drawPerson(dice);
    const via = ownerFollowed(nth, dice);
    const link = via === null ? null : linkOf(via);
    const articles = link ? [] : stage.carriers[person.locale];
    const article = articles.length > 0 && dice.chance(READS_AN_ARTICLE) ? pickEarly(articles, dice) : null;
    const waits = dice.chance(PENDING);
    const confirms = Math.floor(at + 90_000 + 130 * MINUTE * dice.next() ** 6);
    // Who confirms after the seeding has not confirmed yet.
    const confirmedAt = waits || confirms > stage.until.getTime() ? null : confirms;
    return {
      nth,
      signatureId: idOf(SIGNATURE, { nth, at }),
      supporterId: idOf(SUPPORTER, { nth, at }),
      person,
      at,
      textId:
        person.locale === "es" ? stage.texts.es : at < stage.revised ? stage.texts.en : stage.texts.revisedEn,
      article,
      callout: article ? pickEarly(stage.callouts, dice) : "page",
      link,
      confirmedAt,
      remindedAt: confirmedAt === null && at + DAY < stage.until.getTime() ? at + DAY : null,
      withdrawnAt:
        confirmedAt && dice.chance(WITHDRAWN) ? Math.min(confirmedAt + DAY, stage.until.getTime()) : null,
      quarantinedAt: confirmedAt && dice.chance(QUARANTINED) ? confirmedAt : null,
      comment: dice.chance(COMMENTS) ? dice.pick(COMMENTS_MADE) : null,
      display: dice.pick(DISPLAYS),
      own: nth % LINK_EVERY === LINK_FIRST ? linkOf(nth) : null,
    };
  };
}

/** The number of the signer whose link somebody followed: one of the first, whom everybody knows, or rather a recent one. */
function ownerFollowed(nth: number, dice: ReturnType<typeof randomFor>): number | null {
  const owners = Math.floor((nth - LINK_FIRST) / LINK_EVERY);
  if (owners < 1 || !dice.chance(CAME_THROUGH_A_LINK)) return null;
  const place = dice.chance(FOLLOWED_A_STAR)
    ? Math.min(owners - 1, Math.floor(STARS * dice.next() ** 3))
    : Math.floor(owners * (1 - dice.next() ** 2));
  return Math.max(0, Math.min(owners - 1, place)) * LINK_EVERY + LINK_FIRST;
}

function channelOf(owner: number): string {
  return randomFor(LINK, owner).pick(CHANNELS);
}

/** The first is met by more readers than the last. */
function pickEarly(things: string[], dice: ReturnType<typeof randomFor>): string {
  return things[Math.floor(things.length * dice.next() ** 2)] ?? dice.pick(things);
}
