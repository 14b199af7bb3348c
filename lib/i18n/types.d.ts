import type { Locale } from "./locales";
import type readers from "./messages/en/public.json";
import type articleDesk from "./messages/en/staff/article-desk.json";
import type audit from "./messages/en/staff/audit.json";
import type campaignDesk from "./messages/en/staff/campaign-desk.json";
import type embedding from "./messages/en/staff/embedding.json";
import type importing from "./messages/en/staff/importing.json";
import type linkPreviews from "./messages/en/staff/link-previews.json";
import type people from "./messages/en/staff/people.json";
import type referrals from "./messages/en/staff/referrals.json";
import type sharing from "./messages/en/staff/sharing.json";
import type signatureList from "./messages/en/staff/signature-list.json";
import type takingOut from "./messages/en/staff/taking-out.json";
import type watching from "./messages/en/staff/watching.json";
import type staff from "./messages/en/staff.json";

type Staff = typeof staff & {
  people: typeof people;
  audit: typeof audit;
  campaignDesk: typeof campaignDesk;
  articleDesk: typeof articleDesk;
  importing: typeof importing;
  watching: typeof watching;
  signatureList: typeof signatureList;
  takingOut: typeof takingOut;
  referrals: typeof referrals;
  sharing: typeof sharing;
  embedding: typeof embedding;
  linkPreviews: typeof linkPreviews;
};

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof readers & { staff: Staff };
  }
}
