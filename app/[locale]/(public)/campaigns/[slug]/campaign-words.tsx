import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { getFormatter, getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { jsx, jsxs } from "react/jsx-runtime";
import { db } from "@/db/client";
import { readArticleText } from "@/lib/articles/text/rules";
import { type Campaign, listArticlesCarrying } from "@/lib/campaigns/queries";
import type { Locale } from "@/lib/i18n/locales";

/** The exact words that are signed, with their fingerprint, and the articles that tell the story. */
export async function CampaignWords({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const [t, format] = await Promise.all([
    getTranslations({ locale, namespace: "campaign" }),
    getFormatter({ locale }),
  ]);
  const { tree } = readArticleText(campaign.ask);
  return (
    <div className="campaign-words">
      <div className="prose" lang={campaign.locale}>
        <p className="dek">{campaign.summary}</p>
        <h2 lang={locale}>{t("theAsk")}</h2>
        {toJsxRuntime(tree, { Fragment, jsx, jsxs, components: { h1: "h3", h2: "h3" } })}
      </div>
      {campaign.textPublishedAt && (
        <details className="text-sm text-soft">
          <summary className="cursor-pointer py-1">{t("versionTitle")}</summary>
          <p className="break-all pt-1">
            {t("version", {
              date: format.dateTime(campaign.textPublishedAt, { dateStyle: "long" }),
              hash: campaign.sha256,
            })}
          </p>
        </details>
      )}
      <Articles campaign={campaign} locale={locale} title={t("told")} />
    </div>
  );
}

async function Articles({ campaign, locale, title }: { campaign: Campaign; locale: Locale; title: string }) {
  const carrying = await listArticlesCarrying(db(), { campaignSlug: campaign.slug, limit: 20 });
  const readable = carrying.filter((article) => article.locale === locale);
  if (readable.length === 0) return null;
  return (
    <section className="grid gap-3 pt-8" aria-labelledby="told">
      <h2 id="told" className="kicker">
        {title}
      </h2>
      <ul className="grid gap-4">
        {readable.map((article) => (
          <li key={article.slug} className="border-rule border-t pt-3">
            <a
              className="font-serif text-xl font-semibold no-underline hover:underline"
              href={`/${locale}/articles/${article.slug}`}
            >
              {article.title}
            </a>
            <p className="text-soft">{article.dek}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
