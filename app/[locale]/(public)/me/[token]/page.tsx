import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { ME_COOKIE } from "@/app/_http/me-cookie";
import { requireLocale } from "@/app/_http/not-found";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { db } from "@/lib/database";
import { readBrowserTicket } from "@/lib/me/browser-ticket";
import { openOwnPage } from "@/lib/me/open-page";
import { listOwnSignatures } from "@/lib/me/own-signatures";
import { openAddress } from "@/lib/supporters/address";
import { DoneMessage } from "./done-message";
import { LinkProblem } from "./link-problem";
import { OwnSignatureSlip } from "./own-signature-slip";
import { PersonActions } from "./person-actions";
import { ProveForm } from "./prove-form";

type OwnPageProps = PageProps<"/[locale]/me/[token]">;

export async function generateMetadata({ params }: OwnPageProps) {
  return { ...(await unlistedMetadata(params, "me.title")), referrer: "no-referrer" as const };
}

/**
 * The page with one's own signatures. A GET changes nothing, because mail scanners open links. Only a fresh link, or the code that
 * was mailed for this browser, shows buttons that change something.
 */
export default async function OwnPage({ params, searchParams }: OwnPageProps) {
  const { locale: language, token } = await params;
  const locale = requireLocale(language);
  const { done, error } = await searchParams;
  const now = new Date();
  const ticket = readBrowserTicket((await cookies()).get(ME_COOKIE)?.value ?? "");
  const own = await openOwnPage(db(), { token, ticket, now });
  if (own.outcome !== "open") return <LinkProblem locale={locale} outcome={own.outcome} />;
  const { supporterId, acts } = own;
  const signatures = await listOwnSignatures(db(), { supporterId, now });
  const t = await getTranslations({ locale, namespace: "me" });
  const isAsked = ticket?.supporterId === supporterId && ticket.state === "asked";
  return (
    <MessagePage title={t("title")}>
      <DoneMessage locale={locale} done={done} />
      <p className="font-serif text-xl">{t("lead", { count: signatures.length })}</p>
      {acts && <p>{t("address", { address: openAddress(own.emailCipher, supporterId) })}</p>}
      {signatures.length === 0 && <p>{t("empty")}</p>}
      {acts ? <p>{t("actsNow")}</p> : <ProveForm {...{ locale, token, isAsked, error }} />}
      {signatures.map((signature) => (
        <OwnSignatureSlip key={signature.id} {...{ signature, locale, token, acts, now }} />
      ))}
      <PersonActions {...{ locale, token, acts, error, emailKey: own.emailKey }} />
    </MessagePage>
  );
}
