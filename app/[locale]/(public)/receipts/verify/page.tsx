import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { requireLocale } from "@/app/_http/not-found";
import { ReceiptForm } from "@/app/_receipts/receipt-form";

type CheckReceiptPageProps = PageProps<"/[locale]/receipts/verify">;

export async function generateMetadata({ params }: CheckReceiptPageProps) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: "receipt.check" });
  return { title: t("title"), description: t("lead") };
}

/** The page on which anyone can check a receipt: whether we issued it, and whether its signature still stands. */
export default async function CheckReceiptPage({ params }: CheckReceiptPageProps) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: "receipt.check" });
  return (
    <MessagePage title={t("title")}>
      <p className="font-serif text-xl">{t("lead")}</p>
      <ReceiptForm locale={locale} />
    </MessagePage>
  );
}
