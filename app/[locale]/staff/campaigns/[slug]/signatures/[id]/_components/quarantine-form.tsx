import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { ReasonField } from "@/app/[locale]/staff/campaigns/[slug]/signatures/_components/reason-field";
import {
  quarantineSelected,
  restoreSelected,
} from "@/app/[locale]/staff/campaigns/[slug]/signatures/actions";
import { type DetailProps, DetailSection } from "./detail-section";

/** Quarantines or restores a signature. Not shown for withdrawn ones: only the signer can change that. */
export async function QuarantineForm({ locale, signature, campaign }: DetailProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList" });
  if (signature.state === "withdrawn") return null;
  const hiddenFields = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="slug" value={campaign.slug} />
      <input type="hidden" name="chosen" value={signature.id} />
    </>
  );
  const isQuarantined = signature.state === "set-aside";
  return (
    <DetailSection title={t("detail.genuine")}>
      <p className="mt-2 mb-4 text-sm text-soft">
        {isQuarantined ? t("quarantine.restoreLead") : t("quarantine.leadOne")}
        {signature.quarantineReason &&
          ` ${t("quarantine.reason")}: ${t(`quarantine.reasons.${signature.quarantineReason}`)}.`}
      </p>
      {isQuarantined ? (
        <ActionForm
          key="restore"
          action={restoreSelected}
          submit={t("quarantine.restore")}
          submitClassName="button button-quiet justify-self-start"
        >
          {hiddenFields}
        </ActionForm>
      ) : (
        <ActionForm
          key="set-aside"
          action={quarantineSelected}
          submit={t("quarantine.button")}
          submitClassName="button button-quiet justify-self-start"
        >
          {hiddenFields}
          <ReasonField locale={locale} />
        </ActionForm>
      )}
    </DetailSection>
  );
}
