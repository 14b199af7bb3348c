import type { Locale } from "./locales";
import type publicTexts from "./messages/en/public.json";
import type articleEditor from "./messages/en/staff/article-editor.json";
import type audit from "./messages/en/staff/audit.json";
import type campaignEditor from "./messages/en/staff/campaign-editor.json";
import type dashboard from "./messages/en/staff/dashboard.json";
import type embedding from "./messages/en/staff/embedding.json";
import type exports from "./messages/en/staff/exports.json";
import type importing from "./messages/en/staff/importing.json";
import type linkPreviews from "./messages/en/staff/link-previews.json";
import type people from "./messages/en/staff/people.json";
import type privacy from "./messages/en/staff/privacy.json";
import type referrals from "./messages/en/staff/referrals.json";
import type settings from "./messages/en/staff/settings.json";
import type sharing from "./messages/en/staff/sharing.json";
import type signatureList from "./messages/en/staff/signature-list.json";
import type staff from "./messages/en/staff.json";

type Staff = typeof staff & {
  privacy: typeof privacy;
  people: typeof people;
  audit: typeof audit;
  campaignEditor: typeof campaignEditor;
  articleEditor: typeof articleEditor;
  importing: typeof importing;
  dashboard: typeof dashboard;
  signatureList: typeof signatureList;
  exports: typeof exports;
  referrals: typeof referrals;
  settings: typeof settings;
  sharing: typeof sharing;
  embedding: typeof embedding;
  linkPreviews: typeof linkPreviews;
};

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof publicTexts & { staff: Staff };
  }
}
