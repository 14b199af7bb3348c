import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { findCampaignPage, loadCampaignPage } from "@/app/_campaigns/load-campaign-page";
import { MessagePage } from "@/app/_components/message-page";
import { ReceiptForm } from "@/app/_receipts/receipt-form";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import { campaignApiPath, campaignPath } from "@/lib/paths";
import { logUrl } from "@/lib/proof/log-files";
import { getPublicLog } from "@/lib/proof/read-log";
import { Days, NewestHead } from "./heads";

type ProofPageProps = PageProps<"/[locale]/campaigns/[slug]/proof">;

export async function generateMetadata({ params }: ProofPageProps): Promise<Metadata> {
  const found = await findCampaignPage(params);
  if (!found) return {};
  const t = await getTranslations({ locale: found.locale, namespace: "proof" });
  return { title: `${t("title")}: ${found.campaign.title}`, description: t("description") };
}

/** How the count of a campaign is proved, the newest root and the days, in words for everybody. */
export default async function ProofPage({ params }: ProofPageProps) {
  const { locale, campaign } = await loadCampaignPage(params);
  const t = await getTranslations({ locale, namespace: "proof" });
  const log = await getPublicLog(db(), campaign.slug);
  return (
    <MessagePage kicker={campaign.title} title={t("title")}>
      <p className="font-serif text-xl">{t("lead")}</p>
      <p>{t("how")}</p>
      {log?.head ? (
        <>
          <NewestHead head={log.head} locale={locale} />
          <Days campaignId={log.campaignId} locale={locale} />
        </>
      ) : (
        <p>{t("none")}</p>
      )}
      <section className="grid gap-3" id="find" aria-labelledby="find-title">
        <h2 id="find-title" className="text-2xl font-semibold">
          {t("find")}
        </h2>
        <p>{t("findLead")}</p>
        <ReceiptForm locale={locale} />
      </section>
      <section className="grid gap-3" aria-labelledby="verify-title">
        <h2 id="verify-title" className="text-2xl font-semibold">
          {t("verify")}
        </h2>
        <p>{t("verifyLead")}</p>
        <p>
          <code className="break-all">{`npm run proof:verify -- ${env().APP_URL}${campaignPath(locale, campaign.slug, "proof")}`}</code>
        </p>
        <p>{t("verifyKeep")}</p>
        <p>{t("standard")}</p>
        <p>
          <a href={logUrl(campaign.slug)}>{t("files")}</a>
        </p>
        <p>
          <a href={campaignApiPath(campaign.slug, "proof")}>{t("api")}</a>
        </p>
      </section>
      <p>
        <a href={campaignPath(locale, campaign.slug)}>{t("toCampaign")}</a>
      </p>
    </MessagePage>
  );
}
