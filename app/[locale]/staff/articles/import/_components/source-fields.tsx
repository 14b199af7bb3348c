import { LanguageField } from "@/app/[locale]/staff/_components/language-field";
import type { Locale } from "@/lib/i18n/locales";
import type { ImportTexts, Option } from "../import-results";

/** The fields for the texts (pasted or as files), their language, and the campaign of unmatched call-outs. */
export function SourceFields({
  locale,
  campaigns,
  texts,
}: {
  locale: Locale;
  campaigns: Option[];
  texts: ImportTexts;
}) {
  return (
    <>
      <div className="field">
        <label htmlFor="import-text">{texts.paste}</label>
        <textarea
          id="import-text"
          name="text"
          rows={12}
          className="input min-h-48"
          aria-describedby="import-text-hint"
          dir="auto"
        />
        <p id="import-text-hint" className="field-hint">
          {texts.pasteHint}
        </p>
      </div>
      <div className="field">
        <label htmlFor="import-files">{texts.files}</label>
        <input
          id="import-files"
          name="files"
          type="file"
          multiple
          accept=".txt,.md,.markdown,.html,.htm,text/plain,text/markdown,text/html"
          className="input"
          aria-describedby="import-files-hint"
        />
        <p id="import-files-hint" className="field-hint">
          {texts.filesHint}
        </p>
      </div>
      <div className="grid items-start gap-5 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <LanguageField id="import-language" label={texts.language} value={locale} />
        <div className="field">
          <label htmlFor="import-campaign">{texts.campaign}</label>
          <select
            id="import-campaign"
            name="campaign"
            className="input"
            defaultValue=""
            aria-describedby="import-campaign-hint"
          >
            <option value="">{texts.leaveOpen}</option>
            {campaigns.map(({ slug, title }) => (
              <option key={slug} value={slug} dir="auto">
                {title}
              </option>
            ))}
          </select>
          <p id="import-campaign-hint" className="field-hint">
            {texts.campaignHint}
          </p>
        </div>
      </div>
    </>
  );
}
