"use client";

import { useParams } from "next/navigation";
import { MessagePage } from "@/app/_components/message-page";
import { ERROR_PAGE_TEXTS } from "@/lib/i18n/error-page-texts";
import { localeOrDefault } from "@/lib/i18n/locales";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** `digest` is in the log, in the line that names the request. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const language = String(useParams().locale);
  const locale = localeOrDefault(language);
  const texts = ERROR_PAGE_TEXTS[locale];
  const isReadOnly = error.message === texts.readOnly;
  return (
    <MessagePage title={isReadOnly ? texts.readOnlyTitle : texts.title}>
      <p className="font-serif text-xl">{isReadOnly ? texts.readOnly : texts.lead}</p>
      <div className="flex flex-wrap gap-3">
        <button type="button" className="button button-act" onClick={reset}>
          {texts.again}
        </button>
        <a className="button button-quiet" href={`/${locale}`}>
          {texts.front}
        </a>
      </div>
      {error.digest && (
        <p>
          <small>{error.digest}</small>
        </p>
      )}
    </MessagePage>
  );
}
