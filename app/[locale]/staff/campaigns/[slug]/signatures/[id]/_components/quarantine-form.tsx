import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { ReasonField } from "@/app/[locale]/staff/campaigns/[slug]/signatures/_components/reason-field";
import {
  quarantineSelected,
  restoreSelected,
} from "@/app/[locale]/staff/campaigns/[slug]/signatures/actions";
import { type DetailProps, DetailSection } from "./detail-section";

/** Sets this signature aside, or restores it. What was withdrawn is its signer's to decide, and nobody's here. */
export async function QuarantineForm({ locale, signature, campaign }: DetailProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  if (signature.state === "withdrawn") return null;
  const which = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="slug" value={campaign.slug} />
      <input type="hidden" name="chosen" value={signature.id} />
    </>
  );
  const isAside = signature.state === "set-aside";
  return (
    <DetailSection title={t("story.genuine")}>
      <p className="mt-2 mb-4 text-sm text-soft">
        {isAside ? t("quarantine.restoreLead") : t("quarantine.leadOne")}
        {signature.quarantineReason &&
          ` ${t("quarantine.reason")}: ${t(`quarantine.reasons.${signature.quarantineReason}`)}.`}
      </p>
      {isAside ? (
        <ActionForm
          key="restore"
          action={restoreSelected}
          submit={t("quarantine.restore")}
          submitClassName="button button-quiet justify-self-start"
        >
          {which}
        </ActionForm>
      ) : (
        <ActionForm
          key="set-aside"
          action={quarantineSelected}
          submit={t("quarantine.button")}
          submitClassName="button button-quiet justify-self-start"
        >
          {which}
          <ReasonField locale={locale} />
        </ActionForm>
      )}
    </DetailSection>
  );
}
