import type { Locale } from "@/lib/i18n/locales";

/** The button that confirms one attempt. `words` is the id of the element that shows its words. */
export function ConfirmButton({ locale, token, label, words }: ConfirmButtonProps) {
  return (
    <form method="post" action="/api/v1/confirmations" className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="locale" value={locale} />
      <button type="submit" className="button button-act text-lg" aria-describedby={words}>
        {label}
      </button>
    </form>
  );
}

type ConfirmButtonProps = { locale: Locale; token: string; label: string; words?: string };
