import type { Locale } from "./locales";
import type readers from "./messages/en/public.json";
import type staff from "./messages/en/staff.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof readers & { staff: typeof staff };
  }
}
