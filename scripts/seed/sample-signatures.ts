import type { signatures } from "@/db/schema";
import { type MailboxProvider, mailboxProvider } from "@/lib/reporting/mailbox-providers";
import { commentsFor } from "./comments";
import { signingTimes } from "./hourly-interest";
import { idAt } from "./ids";
import { growReferrals } from "./referrals";
import { makePerson, type Person } from "./sample-people";
import { type SeededRandom, seededRandom } from "./seeded-random";
import { DAY, MINUTE } from "./times";

/** The parts of a sample campaign that its signatures depend on. */
export type SampleCampaign = {
  slug: string;
  campaignId: string;
  opens: Date;
  until: Date;
  surges: number[];
  /** The mailbox provider with delivery problems. */
  slowProvider?: MailboxProvider;
  confirmed: number;
  pending: number;
  textIds: Record<Person["locale"], string>;
  articles: ArticleWithCallOuts[];
};
/** An article with the numbers of its call-outs to the campaign. */
export type ArticleWithCallOuts = {
  articleId: string;
  locale: string;
  publishedAt: Date;
  callOuts: string[];
};

export type SampleSignature = typeof signatures.$inferInsert & { id: string; signedAt: Date; person: Person };

const SIGNED_BEFORE = 0.15;
/** The share of signers who came through a share link. */
const LINK_SHARE = 0.34;
/** The share of signers who share their own link. */
const SHARING_RATE = 0.16;
const READS_AN_ARTICLE = 0.75;
const MAX_CONFIRMATION_MINUTES = 130;
const PENDING_FOR_DAYS = 28;
/** The odds of not confirming at `slowProvider`, relative to other providers. */
const UNCONFIRMED_ODDS = 5;

/** Every ninth signer is counted without a name. */
const COUNTED_ONLY_EVERY = 9;

const DISPLAYS = [
  { display: "anonymous", weight: 11 },
  { display: "first", weight: 5 },
  { display: "full", weight: 4 },
] as const;

/** Generates the signatures of the sample campaigns with their links and visits. The result is always the same. */
export function generateSignatures(campaigns: SampleCampaign[]) {
  const everyone: Person[] = [];
  const generated = campaigns.map((campaign, index) => {
    const random = seededRandom(2017 + index);
    const count = campaign.confirmed + campaign.pending;
    const known = random.shuffle(everyone).slice(0, Math.floor(count * SIGNED_BEFORE));
    const fresh = Array.from({ length: count - known.length }, (_, i) =>
      makePerson(everyone.length + i + 1, random),
    );
    everyone.push(...fresh);
    return generateCampaign(campaign, random.shuffle([...known, ...fresh]), random);
  });
  return {
    signatures: generated.flatMap(({ signatures }) => signatures),
    links: generated.flatMap(({ links }) => links),
    visits: generated.flatMap(({ visits }) => visits),
  };
}

function generateCampaign(campaign: SampleCampaign, people: Person[], random: SeededRandom) {
  const times = signingTimes({ ...campaign, count: people.length }, random);
  const unconfirmed = chooseUnconfirmed(campaign, { people, times }, random);
  const referrals = growReferrals(campaign.campaignId, random);
  const signatures = people.map((person, index) => {
    const signedAt = times[index] ?? campaign.until;
    const link = random.chance(LINK_SHARE) ? referrals.follow(signedAt) : undefined;
    const confirmedAt = unconfirmed.has(person) ? null : confirmedSoonAfter(signedAt, campaign.until, random);
    const signature: SampleSignature = {
      id: idAt(signedAt, random),
      campaignId: campaign.campaignId,
      supporterId: person.id,
      textId: campaign.textIds[person.locale],
      name: person.name,
      country: person.country,
      locale: person.locale,
      display: random.weigh(DISPLAYS).display,
      deliveredAs: index % COUNTED_ONLY_EVERY === 0 ? "count" : "name",
      ...attributionOf(person, { at: signedAt, articles: readableArticles(link, campaign.articles) }, random),
      shareLinkId: link?.id ?? null,
      channel: link?.channel ?? null,
      signedAt,
      confirmationAskedAt: signedAt,
      confirmedAt,
      ...(!confirmedAt && reminderOf(signedAt, campaign.until)),
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
        { isShared: random.chance(SHARING_RATE) },
      );
    return signature;
  });
  return {
    signatures: withComments(campaign.slug, signatures),
    links: referrals.links(),
    visits: referrals.visits(),
  };
}

/** Unconfirmed signatures older than a day have had their reminder, so that no worker sends one. */
function reminderOf(signedAt: Date, until: Date) {
  const remindedAt = new Date(signedAt.getTime() + DAY);
  if (remindedAt > until) return {};
  return { remindedAt, confirmationAskedAt: remindedAt, confirmationsAsked: 2 };
}

/** Chooses the unconfirmed people among the recent signers (older ones would have been purged), preferably at the provider with delivery problems. */
function chooseUnconfirmed(
  campaign: SampleCampaign,
  signed: { people: Person[]; times: Date[] },
  random: SeededRandom,
): Set<Person> {
  const since = campaign.until.getTime() - PENDING_FOR_DAYS * DAY;
  const likely = signed.people.flatMap((person, index) => {
    const signedAt = signed.times[index]?.getTime() ?? 0;
    const odds = mailboxProvider(person.emailDomain) === campaign.slowProvider ? UNCONFIRMED_ODDS : 1;
    return signedAt < since ? [] : { person, key: random.next() ** (1 / odds) };
  });
  likely.sort((a, b) => b.key - a.key);
  return new Set(likely.slice(0, campaign.pending).map(({ person }) => person));
}

/** Most open the mail within minutes, some after an hour or two. */
function confirmedSoonAfter(signedAt: Date, until: Date, random: SeededRandom): Date {
  const minutes = 1.5 + MAX_CONFIRMATION_MINUTES * random.next() ** 6;
  return new Date(Math.min(signedAt.getTime() + minutes * MINUTE, until.getTime()));
}

/** Returns the articles that a signer may have read: through a link, only the one that it leads to. */
function readableArticles(
  link: { articleId?: string | null } | undefined,
  articles: ArticleWithCallOuts[],
): ArticleWithCallOuts[] {
  return link ? articles.filter(({ articleId }) => articleId === link.articleId) : articles;
}

/** Chooses an article that was published by then in the signer's language, and one of its call-outs; else the campaign's page. */
function attributionOf(
  person: Person,
  visit: { at: Date; articles: ArticleWithCallOuts[] },
  random: SeededRandom,
) {
  const readable = visit.articles.filter(
    ({ locale, publishedAt }) => locale === person.locale && publishedAt <= visit.at,
  );
  if (readable.length === 0 || !random.chance(READS_AN_ARTICLE)) return { articleId: null, callout: "page" };
  const { articleId, callOuts } = random.pick(readable);
  // More readers see the first call-out than the last.
  const callout = random.weigh(callOuts.map((name, index) => ({ name, weight: 1 / (index + 1) })));
  return { articleId, callout: callout.name };
}

/** Adds the sample comments to signers with a public name, newest first, at growing distances. */
function withComments(slug: string, signatures: SampleSignature[]): SampleSignature[] {
  const comments = new Map<string, string>();
  for (const locale of ["en", "es"] as const) {
    const shown = signatures
      .filter((s) => s.locale === locale && s.confirmedAt && s.display !== "anonymous")
      .reverse();
    for (const [index, comment] of commentsFor(slug, locale).entries()) {
      const signer = shown[index * (index + 1)];
      if (signer) comments.set(signer.id, comment);
    }
  }
  return signatures.map((signature) => ({ ...signature, comment: comments.get(signature.id) ?? null }));
}
