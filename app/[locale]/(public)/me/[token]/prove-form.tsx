import { CodeField } from "@/app/_signing/code-field";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { meApiPath } from "@/lib/paths";

type ProveFormProps = {
  locale: Locale;
  token: string;
  /** Whether this browser asked for a code. */
  isAsked: boolean;
  error: string | string[] | undefined;
};

/** Offers to mail a code to the owner of the mailbox, and takes it. A reader of a forwarded mail gets no further. */
export function ProveForm({ locale, token, isAsked, error }: ProveFormProps) {
  const t = getTranslator(locale, "me.prove");
  const problems = new Map([
    ["code", t("wrong")],
    ["tooManyCodes", t("tooMany")],
  ]);
  const problem = problems.get(String(error));
  return (
    <section id="prove" className="slip grid gap-4 px-5 py-6" aria-labelledby="prove-title">
      <h2 id="prove-title" className="text-2xl font-semibold">
        {t("title")}
      </h2>
      <p>{t("lead")}</p>
      {isAsked && <p role="status">{t("sent")}</p>}
      {isAsked && (
        <form className="sign-form" method="post" action={meApiPath("sessions")}>
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="token" value={token} />
          <CodeField id="prove" texts={{ code: t("code"), codeHint: t("codeHint") }} error={problem} />
          <button type="submit" className="button button-act">
            {t("enter")}
          </button>
        </form>
      )}
      <form method="post" action={meApiPath("codes")}>
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="token" value={token} />
        <button type="submit" className={isAsked ? "link-button" : "button button-act"}>
          {t("button")}
        </button>
      </form>
    </section>
  );
}
