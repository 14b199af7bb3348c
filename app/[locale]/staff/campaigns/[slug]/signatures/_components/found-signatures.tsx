import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import type { FoundPage } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { quarantineSelected, restoreSelected } from "../actions";
import { NoSignatures } from "./no-signatures";
import { Pager } from "./pager";
import { ReasonField } from "./reason-field";
import { SignatureTable } from "./signature-table";

/** One page of the list, with a form that quarantines the selected signatures. */
export async function FoundSignatures(found: FoundPage) {
  const { locale, campaign, page, path } = found;
  const t = await getTranslations({ locale, namespace: "staff.signatureList.quarantine" });
  return (
    <>
      {page.signatures.length === 0 ? (
        <NoSignatures {...found} />
      ) : (
        <ActionForm
          action={quarantineSelected}
          undo={restoreSelected}
          resetsWhenDone
          submit={t("button")}
          submitClassName="button button-quiet justify-self-start"
        >
          <SignatureTable locale={locale} signatures={page.signatures} path={path} />
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="slug" value={campaign.slug} />
          <div className="mt-2 grid gap-1">
            <h2 className="text-lg font-medium">{t("title")}</h2>
            <p className="text-sm text-soft">{t("lead")}</p>
          </div>
          <ReasonField locale={locale} />
        </ActionForm>
      )}
      <Pager {...found} />
    </>
  );
}
