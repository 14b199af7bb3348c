import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { loadSignedCampaign } from "@/app/_campaigns/load-campaign-page";
import { MessagePage } from "@/app/_components/message-page";
import { CONFIRMED_COOKIE, readConfirmedCookie } from "@/app/_http/confirmed-cookie";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { ReceiptLink } from "@/app/_receipts/receipt-link";
import { PublicAddress } from "@/app/_sharing/public-address";
import { RippleLink } from "@/app/_sharing/ripple-link";
import { SharePanel } from "@/app/_sharing/share-panel";
import { getCampaignShareProps } from "@/app/_sharing/share-panel-props";
import { withAttribution } from "@/lib/attribution";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import { isolated } from "@/lib/direction";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { isShareCode } from "@/lib/ids";
import { campaignPath, mePath } from "@/lib/paths";
import { shareUrl } from "@/lib/sharing/channels";
import { FurtherReading } from "./further-reading";
import { MarkSigned } from "./mark-signed";

type ThanksPageProps = PageProps<"/[locale]/campaigns/[slug]/thanks">;

export async function generateMetadata({ params }: ThanksPageProps) {
  return unlistedMetadata(params, "thanks.everyone");
}

/**
 * "Thank you", with the signature count and the signer's own share link. It names no one, because signers copy its address. A
 * browser that did not confirm gets words that are true for everybody who opens the address.
 */
export default async function ThanksPage({ params, searchParams }: ThanksPageProps) {
  const { locale, campaign } = await loadSignedCampaign(params);
  const { share: shared } = await searchParams;
  const t = await getTranslations({ locale, namespace: "thanks" });
  const code = typeof shared === "string" && isShareCode(shared) ? shared : null;
  const share = code && shareUrl({ origin: env().APP_URL, code });
  const confirmed = readConfirmedCookie((await cookies()).get(CONFIRMED_COOKIE)?.value);
  const isSigner = code !== null && confirmed?.code === code;
  const shareProps = await getCampaignShareProps({ campaign, locale, as: isSigner ? "signer" : "reader" });
  const texts = isSigner ? shareProps.texts : { ...shareProps.texts, link: t("linkOfAny") };
  return (
    <MessagePage kicker={campaign.title} title={t(isSigner ? "title" : "everyone")}>
      <p className="font-serif text-xl">
        <Lead campaign={campaign} locale={locale} isSigner={isSigner} />
      </p>
      <section className="slip settles grid gap-4 px-5 py-6" aria-labelledby="pass-on">
        <h2 id="pass-on" className="text-2xl font-semibold">
          {t("passOn")}
        </h2>
        <p>{t(isSigner ? "passOnLead" : "passOnAny")}</p>
        <SharePanel {...shareProps} texts={texts} link={share ?? undefined} isPrimary />
      </section>
      {code && <RippleLink code={code} locale={locale} />}
      {isSigner && confirmed?.receipt && <ReceiptLink token={confirmed.receipt} locale={locale} />}
      <p>
        <a href={mePath(locale)}>{t("ownSignatures")}</a>
      </p>
      <FurtherReading campaign={campaign} locale={locale} />
      <MarkSigned campaign={campaign.slug} share={share} />
      <PublicAddress path={withAttribution(campaignPath(locale, campaign.slug), { via: code })} />
    </MessagePage>
  );
}

type LeadProps = { campaign: Campaign; locale: Locale; isSigner: boolean };

/** The signature count: "you and others", or of all. */
async function Lead({ campaign: { signatures, title }, locale, isSigner }: LeadProps) {
  const t = await getTranslations({ locale, namespace: "thanks" });
  const values = { count: isSigner ? signatures - 1 : signatures, title: isolated(title) };
  if (!isSigner) return t("everyoneLead", values);
  return values.count > 0 ? t("lead", values) : t("first", values);
}
