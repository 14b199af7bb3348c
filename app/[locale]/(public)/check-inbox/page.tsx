import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { requireLocale } from "@/app/_http/not-found";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { CodeForm } from "@/app/_signing/code-form";

type CheckInboxPageProps = PageProps<"/[locale]/check-inbox">;

export async function generateMetadata({ params }: CheckInboxPageProps) {
  return unlistedMetadata(params, "confirm.askedTitle");
}

/** "Check your inbox", after a request for a new mail. The same whether or not a mail was sent. */
export default async function CheckInboxPage({ params }: CheckInboxPageProps) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: "confirm" });
  return (
    <MessagePage title={t("askedTitle")}>
      <p className="font-serif text-xl">{t("asked")}</p>
      <CodeForm locale={locale} />
    </MessagePage>
  );
}
