import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { countryName } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";
import { type HeldName, type HeldNameStatus, listHeldNames } from "@/lib/signatures/name-reviews";
import { decide } from "../actions";

const PAGE_SIZE = 50;

type HeldNamesProps = { locale: Locale; campaign: { id: string; slug: string }; status: HeldNameStatus };

/** The held names with one decision, each with its buttons, and one button for all that would be shown. */
export async function HeldNames({ locale, campaign, status }: HeldNamesProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.names" });
  const names = await listHeldNames(db(), { campaignId: campaign.id, status, limit: PAGE_SIZE + 1 });
  const listed = names.slice(0, PAGE_SIZE);
  const target = { locale, slug: campaign.slug };
  if (listed.length === 0) return <p className="slip mt-6 max-w-measure p-6">{t(`empty.${status}`)}</p>;
  const showable = listed.filter(({ wouldShow }) => wouldShow !== null).map(({ id }) => id);
  return (
    <>
      {status === "waiting" && showable.length > 1 && (
        <div className="mt-6">
          <Decision
            {...target}
            names={showable}
            decision="approved"
            label={t("approveAll", { count: showable.length })}
          />
        </div>
      )}
      <ul className="mt-6 divide-y divide-rule border-y border-rule">
        {listed.map((name) => (
          <NameRow key={name.id} {...target} name={name} status={status} />
        ))}
      </ul>
      {names.length > PAGE_SIZE && <p className="mt-4 text-soft">{t("more")}</p>}
    </>
  );
}

type Target = { locale: Locale; slug: string };

async function NameRow({ locale, slug, name, status }: Target & { name: HeldName; status: HeldNameStatus }) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.names" });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0 break-words">
        <Link href={staffCampaignPath(locale, slug, `signatures/${name.id}`)} prefetch={false} dir="auto">
          {name.name}
        </Link>
        <p className="text-sm text-soft">
          {[
            name.wouldShow ? t("shownAs", { name: name.wouldShow }) : t("hidden"),
            name.country && countryName(name.country, locale),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {name.wouldShow && (
          <Decision locale={locale} slug={slug} names={[name.id]} decision="approved" label={t("approve")} />
        )}
        {status === "waiting" && (
          <Decision locale={locale} slug={slug} names={[name.id]} decision="declined" label={t("decline")} />
        )}
      </div>
    </li>
  );
}

type DecisionProps = Target & { names: string[]; decision: "approved" | "declined"; label: string };

function Decision({ locale, slug, names, decision, label }: DecisionProps) {
  return (
    <ActionForm action={decide} submit={label} submitClassName="button button-quiet justify-self-start">
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="decision" value={decision} />
      {names.map((id) => (
        <input key={id} type="hidden" name="names" value={id} />
      ))}
    </ActionForm>
  );
}
