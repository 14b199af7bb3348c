import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { jsx, jsxs } from "react/jsx-runtime";
import { Day } from "@/app/_components/public-time";
import { readArticleText } from "@/lib/articles/article-text";
import { hasEnded } from "@/lib/campaigns/campaign-status";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";

const MARKUP = { Fragment, jsx, jsxs, components: { h1: "h3", h2: "h3" } } as const;

/** The exact petition text, with its fingerprint. */
export async function PetitionText({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const { textPublishedAt } = campaign;
  return (
    <div className="petition-text">
      <div className="prose" lang={campaign.locale}>
        <p className="dek" dir="auto">
          {campaign.summary}
        </p>
        <h2 lang={locale}>{t("theAsk")}</h2>
        <MarkdownText text={campaign.ask} />
        {campaign.nextSteps && !hasEnded(campaign.status) && (
          <>
            <h2 lang={locale}>{t("nextSteps")}</h2>
            <MarkdownText text={campaign.nextSteps} />
          </>
        )}
      </div>
      {textPublishedAt && (
        <details className="text-sm text-soft">
          <summary className="cursor-pointer py-1">{t("versionTitle")}</summary>
          <p className="break-all pt-1">
            {t.rich("version", {
              date: () => <Day at={textPublishedAt} locale={locale} />,
              hash: campaign.sha256,
            })}
          </p>
        </details>
      )}
      <p className="text-sm">
        <a className="inline-flex min-h-6 items-center" href={campaignPath(locale, campaign.slug, "proof")}>
          {t("proof")}
        </a>
      </p>
    </div>
  );
}

/** A text in Markdown without call-outs, such as the ask of a petition. */
export function MarkdownText({ text }: { text: string }) {
  return toJsxRuntime(readArticleText(text).tree, MARKUP);
}
