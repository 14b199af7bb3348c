import type { Locale } from "@/lib/i18n/locales";
import { getPublicMessages } from "@/lib/i18n/translator";
import { CodeField } from "./code-field";

type CodeFormProps = {
  locale: Locale;
  campaign?: string;
  error?: string;
  /** Whether no more codes may be tried: then the main button asks for another mail. */
  isLocked?: boolean;
};

/** The forms for the code and for another mail, without JavaScript. */
export function CodeForm({ locale, campaign, error, isLocked = false }: CodeFormProps) {
  const { inbox } = getPublicMessages(locale);
  return (
    <div className="sign-form">
      <form className="grid gap-3" method="post" action="/api/v1/confirmations">
        <CodeField id="inbox" texts={inbox} error={error} />
        <input type="hidden" name="locale" value={locale} />
        {campaign && <input type="hidden" name="campaign" value={campaign} />}
        <button type="submit" className={isLocked ? "button button-quiet" : "button button-act"}>
          {inbox.confirm}
        </button>
      </form>
      <form className="grid gap-2 text-sm text-soft" method="post" action="/api/v1/confirmations/mails">
        <p>{inbox.noMail}</p>
        <input type="hidden" name="locale" value={locale} />
        {campaign && <input type="hidden" name="campaign" value={campaign} />}
        <button
          type="submit"
          className={isLocked ? "button button-act justify-self-start" : "link-button justify-self-start"}
        >
          {inbox.again}
        </button>
      </form>
    </div>
  );
}
