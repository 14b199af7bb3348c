import type { ReactNode } from "react";
import { Field, inputProps } from "@/app/_signing/sign-field";
import { signingTexts } from "@/app/_signing/signing-texts";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { mailChoicesPath, meApiPath } from "@/lib/paths";
import { MAX_ADDRESS_LENGTH } from "@/lib/supporters/address-length";
import { mailChoicesToken } from "@/lib/supporters/mail-choices-token";

type PersonActionsProps = {
  locale: Locale;
  token: string;
  acts: boolean;
  emailKey: Uint8Array;
  error: string | string[] | undefined;
};

/** What concerns the person and not one signature: mails, another address, taking everything along, erasing it. */
export function PersonActions({ locale, token, acts, emailKey, error }: PersonActionsProps) {
  const t = getTranslator(locale, "me");
  return (
    <>
      <Section id="mails" heading={t("mails")}>
        <p>
          <a href={mailChoicesPath(locale, mailChoicesToken(emailKey))}>{t("mailsLink")}</a>
        </p>
      </Section>
      {acts && (
        <>
          <Section id="export" heading={t("export.title")}>
            <p>{t("export.lead")}</p>
            <PostForm {...{ locale, token, action: "export" }}>
              <div className="flex flex-wrap gap-3">
                <button type="submit" className="button button-quiet" name="format" value="html">
                  {t("export.html")}
                </button>
                <button type="submit" className="button button-quiet" name="format" value="json">
                  {t("export.json")}
                </button>
              </div>
            </PostForm>
          </Section>
          <MoveForm locale={locale} token={token} isInvalid={error === "address"} />
          <Section id="erase" heading={t("erase.title")}>
            <p>{t("erase.lead")}</p>
            <p>{t("erase.stays")}</p>
            <PostForm {...{ locale, token, action: "erasure" }}>
              <button type="submit" className="button button-quiet">
                {t("erase.button")}
              </button>
            </PostForm>
          </Section>
        </>
      )}
    </>
  );
}

function MoveForm({ locale, token, isInvalid }: { locale: Locale; token: string; isInvalid: boolean }) {
  const t = getTranslator(locale, "me.move");
  const state = { id: "move", errors: isInvalid ? { email: signingTexts(locale).errors.emailInvalid } : {} };
  return (
    <Section id="move" heading={t("title")}>
      <p>{t("lead")}</p>
      <PostForm {...{ locale, token, action: "address" }}>
        <Field {...state} field="email" label={t("email")}>
          <input
            className="input"
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={MAX_ADDRESS_LENGTH}
            {...inputProps("email", state)}
          />
        </Field>
        <button type="submit" className="button button-quiet">
          {t("button")}
        </button>
      </PostForm>
    </Section>
  );
}

function Section({ id, heading, children }: { id: string; heading: string; children: ReactNode }) {
  return (
    <section id={id} className="grid gap-3 border-t border-rule pt-5" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="text-2xl font-semibold">
        {heading}
      </h2>
      {children}
    </section>
  );
}

type PostFormProps = { locale: Locale; token: string; action: string; children: ReactNode };

function PostForm({ locale, token, action, children }: PostFormProps) {
  return (
    <form className="sign-form justify-items-start" method="post" action={meApiPath(action)}>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="token" value={token} />
      {children}
    </form>
  );
}
