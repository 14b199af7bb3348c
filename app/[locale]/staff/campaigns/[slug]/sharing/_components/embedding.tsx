import { getTranslations } from "next-intl/server";
import type { StaffMember } from "@/lib/auth/guards";
import { hasPermission } from "@/lib/auth/permissions";
import { EMBED_CHANNEL, embedSnippet, hostInChannel } from "@/lib/campaigns/embed-snippet";
import { listEmbedOrigins } from "@/lib/campaigns/list-embed-origins";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import type { CampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import { isolated } from "@/lib/direction";
import { env } from "@/lib/env";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { embedPath } from "@/lib/paths";
import { listSignaturesByChannel } from "@/lib/reporting/attribution-tallies";
import { EmbedPreview } from "../_embedding/embed-preview";
import { SiteList } from "../_embedding/site-list";
import { SnippetField } from "../_embedding/snippet-field";

/** Above the number of channels of any campaign: the fixed ones and one per embedding site. */
const ALL_CHANNELS = 1_000;

type EmbeddingProps = { locale: Locale; campaign: CampaignHeading; member: StaffMember };

/** The sites that may embed the campaign, their signatures, the snippet to paste and a preview. */
export async function Embedding({ locale, campaign, member }: EmbeddingProps) {
  const t = await getTranslations({ locale, namespace: "staff.embedding" });
  const [origins, channels] = await Promise.all([
    listEmbedOrigins(db(), campaign.slug),
    listSignaturesByChannel(db(), { campaignId: campaign.id, limit: ALL_CHANNELS }),
  ]);
  const byHost = new Map(
    channels.map(({ channel, confirmed }) => [hostInChannel(channel ?? ""), confirmed] as const),
  );
  const elsewhere = channels.find(({ channel }) => channel === EMBED_CHANNEL)?.confirmed ?? 0;
  return (
    <section aria-labelledby="embedding" className="border-t-2 border-ink pt-3">
      <h2 id="embedding" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 max-w-measure text-sm text-soft">{t("lead")}</p>
      <div className="mt-5 grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <SiteList
          {...{ locale, elsewhere, slug: campaign.slug }}
          sites={(origins ?? []).map((origin) => ({
            origin,
            signatures: byHost.get(new URL(origin).hostname) ?? 0,
          }))}
          mayChange={hasPermission(member.role, "campaigns.write")}
        />
        <Snippets campaign={campaign} locale={locale} />
      </div>
      <h3 className="mt-8 text-lg font-medium">{t("preview")}</h3>
      <p className="mb-4 max-w-measure text-sm text-soft">
        {t(campaign.status === "draft" ? "previewDraft" : "previewLead")}
      </p>
      {campaign.status !== "draft" && (
        <EmbedPreview src={`${embedPath(locale, campaign.slug)}?preview`} title={t("preview")} />
      )}
    </section>
  );
}

async function Snippets({ campaign, locale }: { campaign: CampaignHeading; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.embedding" });
  const snippets = await Promise.all(
    LOCALES.map(async (language) => {
      const texts = await getTranslations({ locale: language, namespace: "embed" });
      const published = await getPublishedCampaign(db(), { slug: campaign.slug, locale: language });
      const text = texts("linkText.open", { title: isolated(published?.title ?? campaign.title) });
      return {
        language,
        html: embedSnippet({ site: env().APP_URL, locale: language, slug: campaign.slug, text }),
      };
    }),
  );
  return (
    <div className="grid content-start gap-4">
      <div>
        <h3 className="text-lg font-medium">{t("snippet")}</h3>
        <p className="text-sm text-soft">{t("snippetLead")}</p>
      </div>
      {snippets.map(({ language, html }) => (
        <SnippetField
          key={language}
          html={html}
          texts={{
            label: t("snippetIn", { language: LOCALE_NAMES[language] }),
            copy: t("copy"),
            copied: t("copied"),
            failed: t("copyFailed"),
          }}
        />
      ))}
    </div>
  );
}
