import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { db } from "@/lib/database";
import { isolated } from "@/lib/direction";
import { listMailsAbout, type MailAbout, type SignatureDetail } from "@/lib/signatures/detail";
import { type DetailProps, DetailSection } from "./detail-section";

type Moment = { at: Date; what: string; detail?: string };

/** The history of a signature and its mails, in order of time. */
export async function Timeline({ locale, signature }: DetailProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.detail" });
  const mails = await listMailsAbout(db(), {
    signatureId: signature.id,
    times: [
      signature.signedAt,
      signature.confirmationAskedAt,
      signature.remindedAt,
      signature.repeatQueuedAt,
    ],
  });
  const moments = [...(await ownMoments(signature, locale)), ...(await mailMoments(mails, locale))];
  moments.sort((one, other) => one.at.getTime() - other.at.getTime());
  const unlisted =
    signature.confirmationsAsked -
    mails.filter(({ topic }) => !["signature.repeated", "signature.confirmed"].includes(topic)).length;
  return (
    <DetailSection title={t("what")}>
      <ol className="mt-3 ml-1.5 border-l border-rule-strong">
        {moments.map(({ at, what, detail }) => (
          <li key={`${at.toISOString()} ${what}`} className="relative pb-4 pl-5 last:pb-1">
            <span aria-hidden="true" className="absolute top-2 -left-[5px] size-[9px] rounded-full bg-ink" />
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-semibold">{what}</span>
              <LocalTime className="numerals text-sm text-soft" at={at.toISOString()} locale={locale} />
            </p>
            {detail && <p className="text-sm text-soft">{detail}</p>}
          </li>
        ))}
      </ol>
      <p className="mt-2 text-sm text-soft">
        {unlisted > 0 && mails.length > 0 && `${t("moreMails", { count: unlisted })} `}
        {t("untracked")}
      </p>
    </DetailSection>
  );
}

async function ownMoments(signature: SignatureDetail, locale: DetailProps["locale"]): Promise<Moment[]> {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  const reason = signature.quarantineReason;
  return [
    {
      at: signature.signedAt,
      what: t("detail.signed"),
      detail: t("detail.signedThese", { title: isolated(signature.text.title) }),
    },
    { at: signature.remindedAt, what: t("detail.reminded") },
    { at: signature.confirmedAt, what: t("detail.confirmed") },
    { at: signature.repeatQueuedAt, what: t("detail.repeated") },
    {
      at: signature.quarantinedAt,
      what: t("detail.quarantined"),
      detail: reason ? t(`quarantine.reasons.${reason}`) : undefined,
    },
    { at: signature.withdrawnAt, what: t("detail.withdrawn") },
    { at: signature.review?.approvedAt ?? null, what: t("detail.commentApproved") },
    { at: signature.review?.declinedAt ?? null, what: t("detail.commentDeclined") },
  ].flatMap(({ at, ...moment }) => (at ? { at, ...moment } : []));
}

const TOPICS = new Map([
  ["signature.confirmation-requested", "confirmation"],
  ["signature.reminder-due", "reminder"],
  ["signature.repeated", "repeated"],
  ["signature.confirmed", "receipt"],
] as const);

async function mailMoments(mails: MailAbout[], locale: DetailProps["locale"]): Promise<Moment[]> {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.detail" });
  return mails.flatMap((mail) => {
    const about = t(`topic.${topicOf(mail.topic)}`);
    return [
      { at: mail.createdAt, what: t("queued", { topic: about }) },
      { at: mail.sentAt, what: t("sent"), detail: about },
      { at: mail.delayedAt, what: t("delayed"), detail: about },
      { at: mail.deliveredAt, what: t("delivered"), detail: about },
      { at: mail.bouncedAt, what: t("bounced"), detail: about },
      { at: mail.complainedAt, what: t("complained"), detail: about },
      { at: mail.failedAt, what: t("failed"), detail: about },
    ].flatMap(({ at, ...moment }) => (at ? { at, ...moment } : []));
  });
}

function topicOf(topic: string) {
  for (const [known, name] of TOPICS) if (known === topic) return name;
  return "other";
}
