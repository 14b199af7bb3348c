import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { requireLocale } from "@/app/_http/not-found";
import { db } from "@/lib/database";
import { checkReceiptPath } from "@/lib/paths";
import { findReceipt } from "@/lib/receipts/find-receipt";
import { readReceiptToken } from "@/lib/receipts/receipt-token";
import { ReceiptView } from "./receipt-view";

type ReceiptPageProps = PageProps<"/[locale]/receipts/[token]">;

export async function generateMetadata({ params }: ReceiptPageProps) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: "receipt" });
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" as const };
}

/** A signer's receipt, readable. Anyone with its link can read it: it contains no name. */
export default async function ReceiptPage({ params }: ReceiptPageProps) {
  const { locale: language, token } = await params;
  const locale = requireLocale(language);
  const t = await getTranslations({ locale, namespace: "receipt" });
  const signatureId = readReceiptToken(token);
  const receipt = signatureId && (await findReceipt(db(), { signatureId }));
  if (!receipt)
    return (
      <MessagePage title={t("gone")}>
        <p className="font-serif text-xl">{t("goneLead")}</p>
        <p>
          <a href={checkReceiptPath(locale)}>{t("toCheck")}</a>
        </p>
      </MessagePage>
    );
  return <ReceiptView receipt={receipt} token={token} locale={locale} />;
}
