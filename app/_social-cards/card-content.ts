import { progress } from "@/lib/campaigns/campaign-status";
import type { CardContent } from "@/lib/cards/draw-card";
import type { StoryContent } from "@/lib/cards/draw-story";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import { getImage } from "@/lib/images/get-image";
import { shareUrl } from "@/lib/sharing/channels";
import type { CardSubject } from "@/lib/sharing/social-card";
import { type CardTranslator, cardTexts } from "./card-texts";

type Petition = NonNullable<CardSubject["petition"]>;

/** What stands on the card of something, in its language. */
export async function getCardContent(subject: CardSubject): Promise<CardContent> {
  const { locale, headline, seed, petition, cover } = subject;
  const t = cardTexts(locale);
  const photograph = cover && (await getImage(db(), cover.id));
  return {
    site: t("site.name"),
    kicker: (subject.topic ?? (subject.kind === "site" ? "" : t("card.petition"))).toLocaleUpperCase(locale),
    headline,
    cover: { seed, title: headline, photograph },
    tally: petition && tallyOf(petition, subject, t),
    note: noteOf(subject, t),
    mark: petition && { text: t(`card.mark.${petition.state}`), acts: petition.state === "open" },
  };
}

/** What stands on the upright picture for a story: the same, and what its code leads to. */
export async function getStoryContent(subject: CardSubject): Promise<StoryContent> {
  const { mark, ...content } = await getCardContent(subject);
  const t = cardTexts(subject.locale);
  const ended = mark && !mark.acts ? mark.text : null;
  const asksToSign = mark?.acts ?? false;
  return {
    ...content,
    ended,
    scan: t(asksToSign ? "card.scanAndSign" : "card.scan"),
    ...addressesOf(subject),
  };
}

/** What the code leads to, with the mark of its channel, and the same as somebody would type it. */
function addressesOf({ kind, slug, locale }: CardSubject) {
  const origin = env().APP_URL;
  const page = kind === "site" ? `${origin}/${locale}` : `${origin}/${locale}/${kind}/${slug}`;
  const plain = kind === "links" ? shareUrl({ origin, code: slug }) : page;
  const scanned = kind === "links" ? shareUrl({ origin, code: slug, channel: "qr" }) : plain;
  return { scanned, typed: plain.replace(/^https?:\/\//, "") };
}

function tallyOf({ signatures, goal, state }: Petition, { locale }: CardSubject, t: CardTranslator) {
  const isFirst = signatures === 0 && state === "open";
  return {
    figure: isFirst ? "" : new Intl.NumberFormat(locale).format(signatures),
    label: isFirst ? t("card.first") : t("card.signed", { count: signatures }),
    share: progress(signatures, goal) / 100,
  };
}

function noteOf({ petition, headline, byline, through, locale }: CardSubject, t: CardTranslator): string {
  if (through !== null) return t("card.through", { count: through });
  if (!petition) return byline ? t("card.by", { byline }) : "";
  const goal = t("card.goal", { goal: new Intl.NumberFormat(locale).format(petition.goal) });
  return petition.title === headline ? goal : `${goal} · ${petition.title}`;
}
