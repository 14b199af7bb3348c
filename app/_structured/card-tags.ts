import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CARD_SIZE } from "@/lib/cards/card-size";
import { isolated } from "@/lib/direction";
import { env } from "@/lib/env";
import { type Locale, OPEN_GRAPH_LOCALES } from "@/lib/i18n/locales";
import { shareLinkPath } from "@/lib/paths";
import { type CardSubject, cardPath } from "@/lib/sharing/social-card";

type Page = {
  card: CardSubject;
  title: string;
  description: string;
  path: string;
  locale: Locale;
  /** The languages of the page. */
  locales: readonly string[];
};

/** Returns the Open Graph and X tags of a page, with its social card. */
export async function cardTags({ card, title, description, path, locale, locales }: Page) {
  const site = await getTranslations({ locale, namespace: "site" });
  const images = await cardImages(card);
  const others = locales.filter((other) => other !== locale);
  return {
    openGraph: {
      type: "website",
      siteName: site("name"),
      locale: OPEN_GRAPH_LOCALES[locale],
      alternateLocale: Object.entries(OPEN_GRAPH_LOCALES).flatMap(([other, territory]) =>
        others.includes(other) ? territory : [],
      ),
      url: `${env().APP_URL}${path}`,
      title,
      description,
      images,
    },
    twitter: { card: "summary_large_image", title, description, images },
  } satisfies Metadata;
}

async function cardImages(card: CardSubject) {
  const url = `${env().APP_URL}${cardPath(card)}`;
  return [{ url, ...CARD_SIZE, type: "image/jpeg", alt: await cardAlt(card) }];
}

/**
 * Returns the tags of a page as shown for a share link: with the link's card, and the link as `og:url`, because Facebook
 * reads the tags of the address in `og:url`.
 */
export async function withLinkCard(tags: Metadata, card: CardSubject) {
  const images = await cardImages(card);
  const url = `${env().APP_URL}${shareLinkPath(card.slug)}`;
  return {
    ...tags,
    openGraph: { ...tags.openGraph, url, images },
    twitter: { ...tags.twitter, images },
  } satisfies Metadata;
}

/** Returns the alternative text of a social card. */
export async function cardAlt({
  locale,
  headline,
  petition,
  signaturesThroughLink: through,
  cover,
}: CardSubject): Promise<string> {
  const t = await getTranslations({ locale, namespace: "card" });
  if (!petition) return t("alt.article", { title: isolated(headline) });
  const { signatures, goal } = petition;
  const count = t("alt.petition", { title: isolated(headline), count: signatures, goal });
  const text = through === null ? count : `${count} ${t("signedThroughLink", { count: through })}.`;
  return cover?.alt ? t("alt.photograph", { said: text, alt: cover.alt }) : text;
}
