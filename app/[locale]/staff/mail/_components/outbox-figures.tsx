import { getFormatter, getTranslations } from "next-intl/server";
import { durationFormat } from "@/app/[locale]/staff/_components/format-duration";
import type { Locale } from "@/lib/i18n/locales";
import type { OutboxState } from "@/lib/outbox/outbox-state";
import { FigureStrip } from "../../_components/figure-strip";

type OutboxFiguresProps = { locale: Locale; state: OutboxState; now: Date };

/** The figures of the outbox: waiting mails, oldest, last sent and held batches. */
export async function OutboxFigures({ locale, state, now }: OutboxFiguresProps) {
  const t = await getTranslations({ locale, namespace: "staff.mail.facts" });
  const format = await getFormatter({ locale });
  const duration = await durationFormat(locale);
  const { waiting, oldestSeconds, lastSentAt, held } = state;
  const figures = [
    { name: t("waiting"), value: format.number(waiting), more: t("waitingMeaning") },
    {
      name: t("oldest"),
      value: oldestSeconds === null ? t("nothingWaits") : duration(oldestSeconds),
      more: t("oldestMeaning"),
    },
    {
      name: t("sent"),
      value: lastSentAt ? format.relativeTime(lastSentAt, { now, style: "narrow" }) : t("never"),
      more: t("sentMeaning"),
    },
    { name: t("held"), value: format.number(held), more: t("heldMeaning") },
  ];
  return <FigureStrip label={t("label")} figures={figures} />;
}
