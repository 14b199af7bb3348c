import { invalidLinkContent, mailChoicesContent } from "@/app/_components/mail-choices";
import { MessagePage } from "@/app/_components/message-page";
import { requireLocale } from "@/app/_http/not-found";
import { unlistedMetadata } from "@/app/_http/unlisted-metadata";
import { db } from "@/lib/database";
import { getMailChoices } from "@/lib/supporters/mail-choices";
import { readMailChoicesToken } from "@/lib/supporters/mail-choices-token";

type MailPageProps = PageProps<"/[locale]/mail/[token]">;

export async function generateMetadata({ params }: MailPageProps) {
  return { ...(await unlistedMetadata(params, "mail.title")), referrer: "no-referrer" as const };
}

/** The page for choosing which mails to get, linked from every mail. A GET changes nothing; each choice can be undone. */
export default async function MailPage({ params }: MailPageProps) {
  const { locale: language, token } = await params;
  const locale = requireLocale(language);
  const emailKey = readMailChoicesToken(token);
  if (!emailKey) return <MessagePage {...invalidLinkContent(locale)} />;
  const choices = await getMailChoices(db(), emailKey);
  return <MessagePage {...mailChoicesContent({ locale, token, choices })} />;
}
