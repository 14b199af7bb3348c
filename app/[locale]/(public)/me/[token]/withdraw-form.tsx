import { getTranslations } from "next-intl/server";
import { Moment } from "@/app/_components/public-time";
import type { Locale } from "@/lib/i18n/locales";
import type { OwnSignature } from "@/lib/me/own-signatures";
import { meApiPath } from "@/lib/paths";
import { canBeUndone, undoneUntil } from "@/lib/signatures/withdraw";

type WithdrawFormProps = { signature: OwnSignature; locale: Locale; token: string; now: Date };

/** Withdraws a signature, or undoes that for a day. */
export async function WithdrawForm({ signature, locale, token, now }: WithdrawFormProps) {
  const t = await getTranslations({ locale, namespace: "me" });
  const { id, confirmedAt, withdrawnAt } = signature;
  const isUndo = withdrawnAt !== null;
  if (withdrawnAt && !canBeUndone(withdrawnAt, now))
    return <p className="border-t border-rule px-5 py-4">{t("undoOver")}</p>;
  return (
    <form
      className="grid justify-items-start gap-3 border-t border-rule px-5 py-4"
      method="post"
      action={meApiPath(`signatures/${id}/withdrawal`)}
    >
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="token" value={token} />
      {isUndo && <input type="hidden" name="undo" value="on" />}
      <p id={`withdraw-${id}`}>
        {withdrawnAt ? (
          <>
            {t("undoMeans")} <Moment at={undoneUntil(withdrawnAt)} locale={locale} />
          </>
        ) : (
          t(confirmedAt ? "withdrawMeans" : "withdrawPendingMeans")
        )}
      </p>
      <button
        type="submit"
        className="button button-quiet"
        aria-describedby={`withdraw-${id} signature-${id}`}
      >
        {t(isUndo ? "undo" : "withdraw")}
      </button>
    </form>
  );
}
