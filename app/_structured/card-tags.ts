import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CARD_SIZE } from "@/lib/cards/card";
import { env } from "@/lib/env";
import { type Locale, OPEN_GRAPH_LOCALES } from "@/lib/i18n/locales";
import { type CardSubject, cardPath } from "@/lib/sharing/cards/rules";

type Page = {
  card: CardSubject;
  /** What the photograph on the card shows, where there is one. */
  coverAlt?: string;
  title: string;
  description: string;
  path: string;
  locale: Locale;
  /** The languages in which it can be read. */
  locales: readonly string[];
};

/** What a page tells those who show a link to it: Open Graph's tags and X's, with its card. */
export async function cardTags({ card, coverAlt, title, description, path, locale, locales }: Page) {
  const site = await getTranslations({ locale, namespace: "site" });
  const images = [
    {
      url: `${env().APP_URL}${cardPath(card)}`,
      ...CARD_SIZE,
      type: "image/jpeg",
      alt: await cardAlt(card, coverAlt),
    },
  ];
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

/** What the card shows, for whoever cannot see it. */
export async function cardAlt({ locale, headline, petition }: CardSubject, coverAlt = ""): Promise<string> {
  const t = await getTranslations({ locale, namespace: "card.alt" });
  if (!petition) return t("article", { title: headline });
  const { signatures, goal } = petition;
  const said = t("petition", { title: headline, count: signatures, goal });
  return coverAlt ? t("photograph", { said, alt: coverAlt }) : said;
}
