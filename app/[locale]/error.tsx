"use client";

import { useParams } from "next/navigation";
import { MessagePage } from "@/app/_components/message-page";
import { ERROR_PAGE_TEXTS } from "@/lib/i18n/error-page-texts";
import { localeOrDefault } from "@/lib/i18n/locales";

export default function ErrorPage({ reset }: { reset: () => void }) {
  const language = String(useParams().locale);
  const locale = localeOrDefault(language);
  const texts = ERROR_PAGE_TEXTS[locale];
  return (
    <MessagePage title={texts.title}>
      <p className="font-serif text-xl">{texts.lead}</p>
      <div className="flex flex-wrap gap-3">
        <button type="button" className="button button-act" onClick={reset}>
          {texts.again}
        </button>
        <a className="button button-quiet" href={`/${locale}`}>
          {texts.front}
        </a>
      </div>
    </MessagePage>
  );
}
