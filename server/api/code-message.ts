import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { Confirmation } from "@/lib/signatures/confirm";

type Refused = Exclude<Confirmation, { outcome: "confirmed" }>;

/** The reasons for which a code is refused, as in `refusePublicRequest`. */
export type CodeReason = "code" | "codeMissing" | "codeLocked" | "tooManyCodes" | "expired";

/** A refused code: why, what the signer reads about it, and how many tries are left. */
export type CodeRefusal = { reason: CodeReason; message: string; triesLeft?: number };

/** Describes why a code was refused. `isMailToCome`: the mail with the code of this attempt is due later. */
export async function describeRefusal(
  locale: Locale,
  refused: Refused | "codeMissing",
  { isMailToCome = false } = {},
): Promise<CodeRefusal> {
  const t = getTranslator(locale);
  if (refused === "codeMissing") return { reason: refused, message: t("problem.codeMissing") };
  switch (refused.outcome) {
    case "expired":
      return { reason: "expired", message: t("inbox.expired") };
    case "too-many-codes":
      return { reason: "tooManyCodes", message: t("problem.tooManyCodes") };
    case "unknown":
      return { reason: "code", message: t("inbox.wrong") };
    case "wrong-code": {
      const { triesLeft } = refused;
      if (triesLeft === 0) return { reason: "codeLocked", message: t("problem.codeLocked"), triesLeft };
      return {
        reason: "code",
        message: t(isMailToCome ? "problem.codeTriesEarly" : "problem.codeTries", { count: triesLeft }),
        triesLeft,
      };
    }
  }
}
