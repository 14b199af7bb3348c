import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { TextField } from "@/app/[locale]/staff/_components/text-field";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { getCampaignRetention } from "@/lib/retention/campaign-retention";
import type { getRetentionReport } from "@/lib/retention/retention-report";
import { saveCampaign } from "../actions";

type Reported = Awaited<ReturnType<typeof getRetentionReport>>["campaigns"][number];

/** What the next run would delete of a campaign, and the form with its day of delivery and its own retention. */
export async function CampaignDeadline({ locale, campaign }: { locale: Locale; campaign: Reported }) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.retention" });
  const { slug, waitsFor, names, comments, namesOn } = campaign;
  const own = await getCampaignRetention(db(), slug);
  return (
    <li className="border-b border-rule py-3">
      <p className="font-semibold break-words">{slug}</p>
      <p>
        {waitsFor
          ? t(waitsFor)
          : namesOn
            ? t.rich("due", {
                names,
                comments,
                when: () => <LocalTime at={namesOn.toISOString()} locale={locale} />,
              })
            : t("never", { comments })}
      </p>
      <details className="mt-1">
        <summary className="inline-flex min-h-9 cursor-pointer items-center underline underline-offset-4">
          {t("change")}
          <span className="sr-only">: {slug}</span>
        </summary>
        <ActionForm
          action={saveCampaign}
          submit={t("save")}
          submitClassName="button button-quiet justify-self-start"
        >
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="slug" value={slug} />
          <div className="field max-w-xs">
            <label htmlFor={`delivered-${slug}`}>{t("deliveredOn")}</label>
            <input
              className="input"
              id={`delivered-${slug}`}
              name="deliveredOn"
              type="date"
              defaultValue={own?.deliveredAt?.toISOString().slice(0, 10)}
            />
          </div>
          {(["confirmedDays", "commentDays"] as const).map((name) => (
            <TextField
              key={name}
              name={name}
              label={t(name)}
              hint={t("asSite")}
              value={own?.retention?.[name]?.toString() ?? ""}
              inputMode="numeric"
              maxLength={4}
            />
          ))}
        </ActionForm>
      </details>
    </li>
  );
}
