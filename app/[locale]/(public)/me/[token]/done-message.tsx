import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";

const DONE = ["withdrawn", "restored", "corrected", "proved", "moved", "asked"] as const;

/** Says what the button that was pressed has done. */
export function DoneMessage({ locale, done }: { locale: Locale; done: string | string[] | undefined }) {
  const what = DONE.find((one) => one === done);
  if (!what) return null;
  return (
    <p id="done" role="status" className="slip px-5 py-4 font-semibold">
      {getTranslator(locale, "me.done")(what)}
    </p>
  );
}
