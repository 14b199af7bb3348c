import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { requireLocale } from "@/app/_http/not-found";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { db } from "@/lib/database";
import { getAddressChange } from "@/lib/me/request-address-change";
import { meApiPath } from "@/lib/paths";

type AddressPageProps = PageProps<"/[locale]/me/address/[token]">;

export async function generateMetadata({ params }: AddressPageProps) {
  return { ...(await unlistedMetadata(params, "me.move.confirmTitle")), referrer: "no-referrer" as const };
}

/** The page of the link in the mail to a new address. A GET changes nothing; the button moves the signatures. */
export default async function AddressPage({ params }: AddressPageProps) {
  const { locale: language, token } = await params;
  const locale = requireLocale(language);
  const change = await getAddressChange(db(), { token, now: new Date() });
  const t = await getTranslations({ locale, namespace: "me" });
  if (change.outcome !== "found") {
    const isExpired = change.outcome === "expired";
    return (
      <MessagePage title={t(isExpired ? "move.expiredTitle" : "invalidTitle")}>
        <p className="font-serif text-xl">{t(isExpired ? "move.expired" : "invalidLead")}</p>
      </MessagePage>
    );
  }
  return (
    <MessagePage title={t("move.confirmTitle")}>
      <p className="font-serif text-xl">{t("move.confirmLead", { address: change.address })}</p>
      <form method="post" action={meApiPath("address/confirmations")}>
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="token" value={token} />
        <button type="submit" className="button button-act">
          {t("move.confirm")}
        </button>
      </form>
    </MessagePage>
  );
}
