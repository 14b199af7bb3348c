import { describe, expect, test } from "vitest";
import { foreignPrivateImports, serverCodeInBrowser } from "../support/architecture/browser";
import {
  environmentReaders,
  skippedTests,
  undocumentedWrites,
  withDirective,
} from "../support/architecture/code";
import {
  fieldsWithoutDirection,
  textWithoutDirection,
  textWithoutIsolation,
} from "../support/architecture/direction";
import {
  barrels,
  namedForKind,
  nestedNouns,
  singleFileFolders,
  tooLong,
  vagueNames,
} from "../support/architecture/files";
import { staffEntries, unguarded } from "../support/architecture/guards";
import { importCycles, importsOutside, upwardImports } from "../support/architecture/layers";
import { nextOrPagesInServer } from "../support/architecture/server";
import { parse, readSources, type Source } from "../support/architecture/sources";
import { typographyInComponents } from "../support/architecture/typography";

const sources = readSources();
const PAGES = /\/(page|layout)\.tsx$/;
const ANYWHERE_BUT_STAFF = /^(?!.*\/staff\/)/;

test("the rules look at the whole project", () => {
  for (const folder of ["app", "db", "emails", "lib", "scripts", "server", "tests"]) {
    expect(sources.filter(({ path }) => path.startsWith(`${folder}/`)).length, folder).toBeGreaterThan(2);
  }
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(200);
});

/** A fact about all sources, and files that violate it. They prove that the check can fail. */
type Rule = { fact: string; check: (sources: Source[]) => string[]; broken: Record<string, string> };

const rules: Rule[] = [
  {
    fact: "imports follow the arrows: server, then app, then lib, then db; earlier nouns, then later ones; mail, outbox and nouns meet in the jobs",
    check: upwardImports,
    broken: {
      "lib/articles/publish.ts": 'import { signCampaign } from "@/lib/signatures/sign";',
      "lib/campaigns/search-campaigns.ts": 'import { publishArticle } from "@/lib/articles/publish";',
      "lib/campaigns/campaign-status.ts": 'export type { Page } from "../../app/page";',
      "lib/outbox/enqueue.ts": 'import "@/lib/supporters/address";',
      "lib/signatures/sign.ts": 'const mail = await import("@/lib/email/send");',
      "emails/confirm-signature.tsx": 'import { env } from "@/lib/env";',
      "db/client.ts": 'import { log } from "@/lib/log";',
      "app/page.tsx": 'import { aCampaign } from "@/tests/support/factories";',
      "app/_http/read-post.ts": 'import { door } from "@/server/door";',
      "lib/campaigns/goal.ts": 'import { measureRequest } from "@/server/metrics";',
      "lib/newsletters/send.ts": "export const nothing = 1;",
    },
  },
  {
    fact: "the HTTP server imports no page, and only its entry reaches Next",
    check: nextOrPagesInServer,
    broken: {
      "server/api/sign.ts": 'import { after } from "next/server";',
      "server/api/show-count.ts": 'import { getTranslations } from "next-intl/server";',
      "server/api/confirm.ts": 'import { Form } from "@/app/[locale]/(public)/campaigns/[slug]/form";',
    },
  },
  {
    fact: "there are no import cycles",
    check: importCycles,
    broken: {
      "lib/one.ts": 'import "./two";',
      "lib/two.ts": 'import type { One } from "@/lib/one";',
    },
  },
  {
    fact: "the typography of articles ends where a component begins",
    check: typographyInComponents,
    broken: {
      "app/_styles/lists.css": ".prose ul { list-style: disc; }",
      "app/_styles/links.css": ".lead > a,\n.prose a:not(.button) { color: red; }",
      "app/_styles/nested.css": "@media print { .prose > section p { margin: 0; } }",
    },
  },
  {
    fact: "every text of people has a direction of its own",
    check: textWithoutDirection,
    broken: {
      "app/title.tsx": "const Title = () => <h1>{campaign.title}</h1>;",
      "app/name.tsx": "const Name = () => <b>{name ?? texts.someone}</b>;",
      "emails/mail.tsx": "const Comment = () => <><Text>{signature.comment}</Text></>;",
    },
  },
  {
    fact: "every field for text of people has a direction of its own",
    check: fieldsWithoutDirection,
    broken: {
      "app/comment.tsx": 'const Comment = () => <textarea name="comment" />;',
      "app/name-field.tsx": 'const Name = () => <input className="input" name="name" />;',
    },
  },
  {
    fact: "every user-supplied text in a translation is isolated",
    check: textWithoutIsolation,
    broken: {
      "app/byline.tsx": 'const by = t("by", { byline: article.byline });',
      "app/alt.ts": 'const alt = t.rich("alt", { count, title });',
      "app/to.ts": 'const to = texts.to.replace("{target}", () => campaign.target);',
    },
  },
  {
    fact: "pages and routes hold no SQL",
    check: (all) =>
      importsOutside(all, {
        packages: /^(drizzle-orm|postgres|db\/schema)($|\/)/,
        allowed: /^(?!app\/)/,
      }),
    broken: {
      "app/page.tsx": 'import { eq } from "drizzle-orm";',
      "app/route.ts": 'import { campaigns } from "@/db/schema/campaigns";',
    },
  },
  {
    fact: "only lib/auth knows next-auth",
    check: (all) => importsOutside(all, { packages: /^(next-auth|@auth)($|\/)/, allowed: /^lib\/auth\// }),
    broken: { "app/[locale]/staff/page.tsx": 'import { getServerSession } from "next-auth/next";' },
  },
  {
    fact: "only lib/env.ts reads the environment",
    check: environmentReaders,
    broken: {
      "app/page.tsx": "const { PORT } = process.env;",
      "lib/log.ts": 'import { env } from "node:process";',
      "db/client.ts": 'const url = process["env"].DATABASE_URL;',
    },
  },
  {
    fact: "files are named for what they do, not for their kind",
    check: namedForKind,
    broken: {
      "lib/campaigns/rules.ts": "",
      "app/[locale]/staff/queries.ts": "",
      "scripts/bench/input.ts": "",
    },
  },
  {
    fact: "a noun's folder is flat",
    check: nestedNouns,
    broken: { "lib/signatures/confirmation/confirm.ts": "", "lib/campaigns/a/b/close.ts": "" },
  },
  {
    fact: "no folder below lib/ holds a single file",
    check: singleFileFolders,
    broken: { "lib/watchers/list-watchers.ts": "" },
  },
  {
    fact: "a route imports from its own folders, and from those that several pages share",
    check: foreignPrivateImports,
    broken: {
      "app/s/route.ts": 'import { Gap } from "@/app/[locale]/articles/_parts/gap";',
      "app/[locale]/articles/[slug]/page.tsx": 'import { Row } from "../../campaigns/row";',
    },
  },
  {
    fact: "browser code reaches neither the database nor Node's modules",
    check: serverCodeInBrowser,
    broken: { "app/button.tsx": '"use client";\nimport { createHash } from "node:crypto";' },
  },
  {
    fact: "no file has a name that says nothing",
    check: vagueNames,
    broken: { "lib/utils.ts": "", "app/form-helpers.tsx": "", "lib/mail-handler.ts": "" },
  },
  {
    fact: "no file is longer than 250 lines",
    check: tooLong,
    broken: { "lib/crypto.ts": `${"\n".repeat(250)}export {};` },
  },
  {
    fact: "the glossary of the tables is the only barrel",
    check: barrels,
    broken: {
      "lib/campaigns/close.ts": 'export { sha256 } from "@/lib/crypto";',
      "lib/crypto.ts": 'export const one = 1;\nexport * from "./ids";',
    },
  },
  {
    fact: "every staff page, route and action checks the session",
    check: unguarded,
    broken: {
      "app/[locale]/staff/page.tsx": "export default async function StaffPage() { return null; }",
      "app/[locale]/staff/campaigns/page.tsx":
        "export default async function Campaigns() { await currentStaff(); }",
      "app/api/staff/export/route.ts":
        "export async function POST() {}\nexport const GET = () => requireStaff();",
      "app/[locale]/staff/campaigns/actions.ts":
        '"use server";\nexport async function close() {}\nexport async function open() { await requireStaff(); }',
      "app/[locale]/staff/_loaders/load-staff-page.ts":
        "export async function loadStaffPage() { await loadStaffCampaignPage(); }",
    },
  },
  {
    fact: "only the staff area has Server Actions",
    check: (all) => withDirective(all, { directive: "use server", among: ANYWHERE_BUT_STAFF }),
    broken: {
      "app/[locale]/(public)/actions.ts": '"use server";',
      "app/page.tsx": 'async function sign() { "use server"; }',
    },
  },
  {
    fact: "pages are rendered on the server",
    check: (all) => withDirective(all, { directive: "use client", among: PAGES }),
    broken: { "app/[locale]/page.tsx": '"use client";\nexport default function Page() {}' },
  },
  {
    fact: "every test runs",
    check: skippedTests,
    broken: {
      "tests/unit/one.test.ts": 'test.only("one", () => {});',
      "tests/unit/two.test.ts": 'describe.skip("two", () => {});',
      "tests/unit/three.test.ts": 'test.each([1]).todo("three");',
    },
  },
  {
    fact: "tables, writes, outbox and sign-in have docstrings",
    check: undocumentedWrites,
    broken: {
      "lib/campaigns/close.ts": "export async function close(db) { await db.update(campaigns); }",
      "db/schema/campaigns.ts": 'export const campaigns = pgTable("campaigns", {});',
    },
  },
];

describe.each(rules)("$fact", ({ check, broken }) => {
  test("holds for our sources", () => expect(check(sources)).toEqual([]));

  test("detects planted violations", () => {
    const planted = Object.entries(broken).map(([path, text]) => parse(path, text));
    const found = check(planted).join("\n");
    expect(planted.filter(({ module, path }) => !found.includes(module) && !found.includes(path))).toEqual(
      [],
    );
  });
});

test("the rules find pages and actions of the staff area", () => {
  expect(staffEntries(sources).length).toBeGreaterThan(2);
});
