import type { signatures } from "@/db/schema";
import { type Mailbox, mailboxProvider } from "@/lib/reporting/mailbox-providers";
import { commentsFor } from "./comments";
import { signingTimes } from "./hourly-interest";
import { idAt } from "./ids";
import { growReferrals } from "./referrals";
import { makePerson, type Person } from "./sample-people";
import { type SeededRandom, seededRandom } from "./seeded-random";
import { DAY, MINUTE } from "./times";

/** A campaign as far as its signers see it. */
export type Scene = {
  slug: string;
  campaignId: string;
  opens: Date;
  until: Date;
  surges: number[];
  troubleAt?: Mailbox;
  confirmed: number;
  pending: number;
  textIds: Record<Person["locale"], string>;
  carriers: Carrier[];
};
/** An article with the call-outs that lead to the campaign. */
export type Carrier = { articleId: string; locale: string; publishedAt: Date; callouts: string[] };

export type SampleSignature = typeof signatures.$inferInsert & { id: string; signedAt: Date; person: Person };

const SIGNED_BEFORE = 0.15;
const CAME_THROUGH_A_LINK = 0.34;
const PASSES_IT_ON = 0.16;
const READS_AN_ARTICLE = 0.75;
const MAX_LINGERING_MINUTES = 130;
const PENDING_SINCE_DAYS = 28;
/** How much likelier than others people do not confirm whose provider hides their mail. */
const ODDS_IN_TROUBLE = 5;

const DISPLAYS = [
  { display: "anonymous", weight: 11 },
  { display: "first", weight: 5 },
  { display: "full", weight: 4 },
] as const;

/** Everyone who signed the sample campaigns, with their signatures, links and visits. The same crowd each time. */
export function generateSignatures(scenes: Scene[]) {
  const everyone: Person[] = [];
  const campaigns = scenes.map((scene, index) => {
    const dice = seededRandom(2017 + index);
    const count = scene.confirmed + scene.pending;
    const known = dice.shuffle(everyone).slice(0, Math.floor(count * SIGNED_BEFORE));
    const fresh = Array.from({ length: count - known.length }, (_, i) =>
      makePerson(everyone.length + i + 1, dice),
    );
    everyone.push(...fresh);
    return signTogether(scene, dice.shuffle([...known, ...fresh]), dice);
  });
  return {
    signatures: campaigns.flatMap(({ signatures }) => signatures),
    links: campaigns.flatMap(({ links }) => links),
    visits: campaigns.flatMap(({ visits }) => visits),
  };
}

function signTogether(scene: Scene, people: Person[], dice: SeededRandom) {
  const times = signingTimes({ ...scene, count: people.length }, dice);
  const waiting = whoWaits(scene, { people, times }, dice);
  const referrals = growReferrals(scene.campaignId, dice);
  const signatures = people.map((person, index) => {
    const signedAt = times[index] ?? scene.until;
    const link = dice.chance(CAME_THROUGH_A_LINK) ? referrals.follow(signedAt) : undefined;
    const confirmedAt = waiting.has(person) ? null : soonAfter(signedAt, scene.until, dice);
    const signature: SampleSignature = {
      id: idAt(signedAt, dice),
      campaignId: scene.campaignId,
      supporterId: person.id,
      textId: scene.textIds[person.locale],
      name: person.name,
      country: person.country,
      locale: person.locale,
      display: dice.weigh(DISPLAYS).display,
      ...originOf(person, { at: signedAt, carriers: leadingTo(link, scene.carriers) }, dice),
      shareLinkId: link?.id ?? null,
      channel: link?.channel ?? null,
      signedAt,
      confirmationAskedAt: signedAt,
      confirmedAt,
      ...(!confirmedAt && remindedAfter(signedAt, scene.until)),
      person,
    };
    if (confirmedAt)
      referrals.giveLink(
        {
          id: signature.id,
          at: confirmedAt,
          locale: person.locale,
          articleId: signature.articleId ?? link?.articleId ?? null,
          parent: link,
        },
        { passesOn: dice.chance(PASSES_IT_ON) },
      );
    return signature;
  });
  return {
    signatures: withRemarks(scene.slug, signatures),
    links: referrals.links(),
    visits: referrals.visits(),
  };
}

/** Whoever has waited for a day was reminded then, so that no worker reminds the crowd once more. */
function remindedAfter(signedAt: Date, until: Date) {
  const remindedAt = new Date(signedAt.getTime() + DAY);
  if (remindedAt > until) return {};
  return { remindedAt, confirmationAskedAt: remindedAt, confirmationsAsked: 2 };
}

/** Who is still unconfirmed: people who signed lately, for earlier ones have been deleted, and rather those whose mails hardly arrive. */
function whoWaits(
  scene: Scene,
  signed: { people: Person[]; times: Date[] },
  dice: SeededRandom,
): Set<Person> {
  const since = scene.until.getTime() - PENDING_SINCE_DAYS * DAY;
  const likely = signed.people.flatMap((person, index) => {
    const signedAt = signed.times[index]?.getTime() ?? 0;
    const odds = mailboxProvider(person.emailDomain) === scene.troubleAt ? ODDS_IN_TROUBLE : 1;
    return signedAt < since ? [] : { person, key: dice.next() ** (1 / odds) };
  });
  likely.sort((a, b) => b.key - a.key);
  return new Set(likely.slice(0, scene.pending).map(({ person }) => person));
}

/** Most open the mail within minutes, some after an hour or two. */
function soonAfter(signedAt: Date, until: Date, dice: SeededRandom): Date {
  const minutes = 1.5 + MAX_LINGERING_MINUTES * dice.next() ** 6;
  return new Date(Math.min(signedAt.getTime() + minutes * MINUTE, until.getTime()));
}

/** What whoever comes reads: through a link the article that it leads to, if to any. */
function leadingTo(link: { articleId?: string | null } | undefined, carriers: Carrier[]): Carrier[] {
  return link ? carriers.filter(({ articleId }) => articleId === link.articleId) : carriers;
}

/** An article that was out by then, in the signer's language, and one of its call-outs; else the campaign's own page. */
function originOf(person: Person, seen: { at: Date; carriers: Carrier[] }, dice: SeededRandom) {
  const readable = seen.carriers.filter(
    ({ locale, publishedAt }) => locale === person.locale && publishedAt <= seen.at,
  );
  if (readable.length === 0 || !dice.chance(READS_AN_ARTICLE)) return { articleId: null, callout: "page" };
  const { articleId, callouts } = dice.pick(readable);
  // The first call-out is met by more readers than the last.
  const callout = dice.weigh(callouts.map((name, index) => ({ name, weight: 1 / (index + 1) })));
  return { articleId, callout: callout.name };
}

/** Gives the remarks to those who show their names, newest first and ever further apart. */
function withRemarks(slug: string, signatures: SampleSignature[]): SampleSignature[] {
  const comments = new Map<string, string>();
  for (const locale of ["en", "es"] as const) {
    const shown = signatures
      .filter((s) => s.locale === locale && s.confirmedAt && s.display !== "anonymous")
      .reverse();
    for (const [index, remark] of commentsFor(slug, locale).entries()) {
      const signer = shown[index * (index + 1)];
      if (signer) comments.set(signer.id, remark);
    }
  }
  return signatures.map((signature) => ({ ...signature, comment: comments.get(signature.id) ?? null }));
}
