import { getTranslations } from "next-intl/server";
import { loadCampaignPage } from "@/app/_campaigns/load-campaign-page";
import { MessagePage } from "@/app/_components/message-page";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { CodeForm } from "@/app/_signing/code-form";
import { InboxWatch } from "@/app/_signing/inbox-watch";
import { wordsTexts } from "@/app/_signing/signing-texts";
import { isSlug } from "@/lib/ids";
import { articlePath, campaignPath } from "@/lib/paths";

type InboxPageProps = PageProps<"/[locale]/campaigns/[slug]/inbox">;

export async function generateMetadata({ params }: InboxPageProps) {
  return unlistedMetadata(params, "inbox.title");
}

/** "Check your inbox", after the form was posted without JavaScript. `?from=` is the article that the signer was reading. */
export default async function InboxPage({ params, searchParams }: InboxPageProps) {
  const { locale, campaign } = await loadCampaignPage(params);
  const { from } = await searchParams;
  const t = await getTranslations({ locale, namespace: "inbox" });
  const isArticle = typeof from === "string" && isSlug(from);
  return (
    <MessagePage kicker={campaign.title} title={t("title")}>
      <p className="font-serif text-xl">{t("lead")}</p>
      <InboxWatch
        campaign={{ slug: campaign.slug, target: campaign.target }}
        texts={wordsTexts(locale)}
        thanks={campaignPath(locale, campaign.slug, "thanks")}
      />
      <CodeForm locale={locale} campaign={campaign.slug} />
      <p>
        <a href={isArticle ? articlePath(locale, from) : campaignPath(locale, campaign.slug)}>{t("back")}</a>
      </p>
    </MessagePage>
  );
}
