import { getTranslations } from "next-intl/server";
import type { Remark } from "@/lib/articles/remarks";
import type { Locale } from "@/lib/i18n/locales";

/** Returns the text of a remark, with its line. */
export async function describeRemark(
  { kind, line, subject, status }: Remark,
  locale: Locale,
): Promise<string> {
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.remarks" });
  const message = t(`kinds.${kind}`, { named: subject, state: status ? t(`states.${status}`) : "" });
  return t("atLine", { line, words: message });
}
