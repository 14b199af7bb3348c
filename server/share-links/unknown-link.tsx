import { FrontPageLink } from "@/app/_components/front-page-link";
import { plainPage } from "@/app/_http/plain-page";
import { SourceUnavailable, staleWhileRevalidate } from "@/app/_http/stale-while-revalidate";
import { listPublishedArticles } from "@/lib/articles/published-articles";
import { listPublishedCampaigns } from "@/lib/campaigns/published-campaigns";
import { withDatabaseLimits } from "@/lib/database-limits";
import { readReplica } from "@/lib/database-replica";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { articlePath, campaignPath } from "@/lib/paths";

const MAX_ARTICLES = 5;
const MAX_CAMPAIGNS = 20;
const MAX_OPEN_CAMPAIGNS = 3;

type Offer = { href: string; title: string };
type Offers = { articles: Offer[]; campaigns: Offer[] };

/** One cached list per language for all unknown links, because anyone can invent links. */
const offers = staleWhileRevalidate<Offers>({
  name: "offers-beside-unknown-links",
  maxEntries: 10,
  freshMs: 60_000,
  staleMs: Number.POSITIVE_INFINITY,
  maxFirstWaitMs: 1_500,
});

/** Returns the page for a share link that does not exist, with status 404. It lists articles to read and campaigns to sign. */
export async function unknownLinkPage(locale: Locale): Promise<Response> {
  const t = getTranslator(locale);
  const { articles, campaigns } = (await offers.get(locale, () => loadOffers(locale))) ?? {
    articles: [],
    campaigns: [],
  };
  return plainPage({
    locale,
    status: 404,
    title: t("problem.unknownLinkTitle"),
    headers: { "x-robots-tag": "noindex" },
    children: (
      <>
        <p>{t("problem.unknownLink")}</p>
        <OfferList title={t("problem.unknownLinkArticles")} offers={articles} />
        <OfferList title={t("problem.unknownLinkCampaigns")} offers={campaigns} />
        <p>
          <FrontPageLink locale={locale} label={t("site.toFront")} />
        </p>
      </>
    ),
  });
}

function OfferList({ title, offers: listed }: { title: string; offers: Offer[] }) {
  if (listed.length === 0) return null;
  return (
    <>
      <h2 dir="auto">{title}</h2>
      <ul>
        {listed.map((offer) => (
          <li key={offer.href}>
            <a href={offer.href} dir="auto">
              {offer.title}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

async function loadOffers(locale: Locale): Promise<Offers> {
  const read = await withDatabaseLimits(() =>
    Promise.all([
      readReplica((replica) => listPublishedArticles(replica, { locale, limit: MAX_ARTICLES })),
      readReplica((replica) => listPublishedCampaigns(replica, { locale, limit: MAX_CAMPAIGNS })),
    ]),
  );
  if (!read) throw new SourceUnavailable();
  const [articles, campaigns] = read;
  return {
    articles: articles.map(({ slug, title }) => ({ href: articlePath(locale, slug), title })),
    campaigns: campaigns
      .filter(({ status }) => status === "open")
      .slice(0, MAX_OPEN_CAMPAIGNS)
      .map(({ slug, title }) => ({ href: campaignPath(locale, slug), title })),
  };
}
