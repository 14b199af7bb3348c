import type { Locale } from "@/lib/i18n/locales";

/** The button that confirms one attempt. `describedBy` is the id of the element that shows its words. */
export function ConfirmButton({ locale, token, label, describedBy }: ConfirmButtonProps) {
  return (
    <form method="post" action="/api/v1/confirmations" className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="locale" value={locale} />
      <button type="submit" className="button button-act text-lg" aria-describedby={describedBy}>
        {label}
      </button>
    </form>
  );
}

type ConfirmButtonProps = { locale: Locale; token: string; label: string; describedBy?: string };
