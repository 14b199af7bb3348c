import { progress } from "@/lib/campaigns/goal";
import type { CardContent } from "@/lib/cards/draw-card";
import type { StoryContent } from "@/lib/cards/draw-story";
import { readReplica } from "@/lib/database-replica";
import { isolated } from "@/lib/direction";
import { env } from "@/lib/env";
import { getTranslator, type Translator } from "@/lib/i18n/translator";
import { getImage } from "@/lib/images/get-image";
import { articlePath, campaignPath } from "@/lib/paths";
import { shareUrl } from "@/lib/sharing/channels";
import type { CardSubject } from "@/lib/sharing/social-card";

type Petition = NonNullable<CardSubject["petition"]>;

/** Returns the content of a social card, in the language of its subject. */
export async function getCardContent(subject: CardSubject): Promise<CardContent> {
  const { locale, headline, seed, petition, cover } = subject;
  const t = getTranslator(locale);
  const photograph = cover && (await readReplica((replica) => getImage(replica, cover.id)));
  return {
    site: t("site.name"),
    kicker: (subject.topic ?? (subject.kind === "site" ? "" : t("card.petition"))).toLocaleUpperCase(locale),
    headline,
    cover: { seed, title: headline, photograph },
    tally: petition && tallyOf(petition, subject, t),
    note: noteOf(subject, t),
    badge: petition && { text: t(`card.mark.${petition.state}`), isCallToAction: petition.state === "open" },
  };
}

/** Returns the content of the portrait image for a story: that of the card, and the addresses of its QR code. */
export async function getStoryContent(subject: CardSubject): Promise<StoryContent> {
  const { badge, ...content } = await getCardContent(subject);
  const t = getTranslator(subject.locale);
  const ended = badge && !badge.isCallToAction ? badge.text : null;
  const asksToSign = badge?.isCallToAction ?? false;
  return {
    ...content,
    ended,
    scan: t(asksToSign ? "card.scanAndSign" : "card.scan"),
    ...addressesOf(subject),
  };
}

/** Returns the address in the QR code, with the letter of its channel for a link, and the same address for typing. */
function addressesOf({ kind, slug, locale }: CardSubject) {
  const origin = env().APP_URL;
  const plain =
    kind === "links" ? shareUrl({ origin, code: slug }) : `${origin}${pagePath(kind, { slug, locale })}`;
  const scanned = kind === "links" ? shareUrl({ origin, code: slug, channel: "qr" }) : plain;
  return { scanned, typed: plain.replace(/^https?:\/\//, "") };
}

function pagePath(
  kind: "articles" | "campaigns" | "site",
  { slug, locale }: { slug: string; locale: string },
) {
  if (kind === "site") return `/${locale}`;
  return kind === "articles" ? articlePath(locale, slug) : campaignPath(locale, slug);
}

function tallyOf({ signatures, goal, state }: Petition, { locale }: CardSubject, t: Translator) {
  const isFirst = signatures === 0 && state === "open";
  return {
    figure: isFirst ? "" : new Intl.NumberFormat(locale).format(signatures),
    label: isFirst ? t("card.first") : t("card.signed", { count: signatures }),
    share: progress(signatures, goal) / 100,
  };
}

function noteOf(
  { petition, headline, byline, signaturesThroughLink, locale }: CardSubject,
  t: Translator,
): string {
  if (signaturesThroughLink !== null) return t("card.signedThroughLink", { count: signaturesThroughLink });
  if (!petition) return byline ? t("card.by", { byline: isolated(byline) }) : "";
  const goal = t("card.goal", { goal: new Intl.NumberFormat(locale).format(petition.goal) });
  return petition.title === headline ? goal : `${goal} · ${petition.title}`;
}
