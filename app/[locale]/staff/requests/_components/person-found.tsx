import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import type { Locale } from "@/lib/i18n/locales";
import type { PersonExport } from "@/lib/me/export";
import { MAX_TYPED_ADDRESS_LENGTH } from "@/lib/supporters/address-length";
import { actForPerson } from "../actions";
import { ReasonField } from "./reason-field";

type PersonFoundProps = { locale: Locale; id: string; held: PersonExport };

/** Everything that is held about a person, and what can be done for them. */
export async function PersonFound({ locale, id, held }: PersonFoundProps) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  return (
    <section aria-labelledby="person" className="grid min-w-0 gap-6">
      <h2 id="person" className="text-2xl font-medium break-words" dir="auto">
        {held.person.email}
      </h2>
      <ul>
        {held.signatures.map(({ id: signatureId, campaign, name, confirmedAt, withdrawnAt }) => {
          const state = withdrawnAt ? "withdrawn" : confirmedAt ? "confirmed" : "pending";
          return (
            <li key={signatureId} className="grid gap-2 border-b border-rule py-3">
              <p>
                <span className="font-semibold">{campaign}</span>, <bdi dir="auto">{name}</bdi>,{" "}
                {t(`states.${state}`)}
              </p>
              {state !== "withdrawn" && (
                <Deed
                  locale={locale}
                  person={id}
                  deed={state === "pending" ? "resend" : "withdraw"}
                  signature={signatureId}
                />
              )}
            </li>
          );
        })}
      </ul>
      <details>
        <summary className="inline-flex min-h-9 cursor-pointer items-center underline underline-offset-4">
          {t("everything")}
        </summary>
        <pre className="border border-rule p-3 text-xs break-all whitespace-pre-wrap" dir="auto">
          {JSON.stringify(held, null, 2)}
        </pre>
      </details>
      <ExportForm locale={locale} person={id} />
      <Deed locale={locale} person={id} deed="change-address">
        <div className="field">
          <label htmlFor="new-address">{t("newAddress")}</label>
          <input
            className="input"
            id="new-address"
            name="email"
            type="email"
            autoComplete="off"
            required
            maxLength={MAX_TYPED_ADDRESS_LENGTH}
          />
        </div>
      </Deed>
      <Deed locale={locale} person={id} deed="erase" />
    </section>
  );
}

type DeedProps = {
  locale: Locale;
  person: string;
  deed: "erase" | "change-address" | "withdraw" | "resend";
  signature?: string;
  children?: ReactNode;
};

async function Deed({ locale, person, deed, signature, children }: DeedProps) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  return (
    <details>
      <summary className="inline-flex min-h-9 cursor-pointer items-center underline underline-offset-4">
        {t(`do.${deed}`)}
      </summary>
      <p className="mb-3 text-sm text-soft">{t(`does.${deed}`)}</p>
      <ActionForm
        action={actForPerson}
        submit={t(`do.${deed}`)}
        submitClassName="button button-quiet justify-self-start"
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="person" value={person} />
        <input type="hidden" name="deed" value={deed} />
        {signature && <input type="hidden" name="signature" value={signature} />}
        {children}
        <ReasonField locale={locale} id={`reason-${deed}-${signature ?? person}`} />
      </ActionForm>
    </details>
  );
}

async function ExportForm({ locale, person }: { locale: Locale; person: string }) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  return (
    <details>
      <summary className="inline-flex min-h-9 cursor-pointer items-center underline underline-offset-4">
        {t("do.export")}
      </summary>
      <p className="mb-3 text-sm text-soft">{t("does.export")}</p>
      <form method="post" action="/api/staff/requests/export" className="grid gap-4">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="person" value={person} />
        <ReasonField locale={locale} id={`reason-export-${person}`} />
        <button type="submit" className="button button-quiet justify-self-start">
          {t("do.export")}
        </button>
      </form>
    </details>
  );
}
