import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { petitionTexts } from "@/db/schema";
import { searchArticles } from "@/lib/articles/list-drafts";
import { searchCampaigns } from "@/lib/campaigns/search-campaigns";
import { newId } from "@/lib/ids";
import { listSignatures } from "@/lib/signatures/list-signatures";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase, type TestDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner } from "../support/factories";

let database: TestDatabase;
let campaign: Awaited<ReturnType<typeof aCampaign>>;
beforeAll(async () => {
  database = await aDatabase();
  campaign = await aCampaign(database.db);
  for (const name of NAMES) await signCampaign(database.db, aSigner({ campaign: campaign.slug, name }));
});
afterAll(() => database.drop());

const NAMES = [
  "Malala Yusuf",
  "Łukasz Wójcik",
  "Bjørn Ødegård",
  "Đặng Thị Hà",
  "Jürgen Weiß",
  "Þór Ægisson",
  "فاطِمَة الأحمد",
  "Siobhán O’Brien",
  "Anne-Marie Dupont",
  "王小明",
  "İpek Şahin",
  "Élodie Œuvrard",
  "Дмитрий Семёнов",
  "Bo Li",
];

async function find(typed: string) {
  const page = { campaignId: campaign.id, filter: { name: typed }, limit: 50 };
  return (await listSignatures(database.db, page)).signatures.map(({ name }) => name);
}

test.each([
  ["yusuf", "Malala Yusuf"],
  ["YUS", "Malala Yusuf"],
  ["yusuf malala", "Malala Yusuf"],
  ["lukasz", "Łukasz Wójcik"],
  ["wojcik", "Łukasz Wójcik"],
  ["Łukasz", "Łukasz Wójcik"],
  ["bjorn odegard", "Bjørn Ødegård"],
  ["dang", "Đặng Thị Hà"],
  ["weiss", "Jürgen Weiß"],
  ["Weiß", "Jürgen Weiß"],
  ["thor", "Þór Ægisson"],
  ["aegis", "Þór Ægisson"],
  ["فاطمة", "فاطِمَة الأحمد"],
  ["فاطمه", "فاطِمَة الأحمد"],
  ["الاحمد", "فاطِمَة الأحمد"],
  ["O'Brien", "Siobhán O’Brien"],
  ["o’brien", "Siobhán O’Brien"],
  ["obrien", "Siobhán O’Brien"],
  ["brien", "Siobhán O’Brien"],
  ["marie", "Anne-Marie Dupont"],
  ["anne marie", "Anne-Marie Dupont"],
  ["王", "王小明"],
  ["小明", "王小明"],
  ["ipek sahin", "İpek Şahin"],
  ["oeuvrard", "Élodie Œuvrard"],
  ["СЕМЕНОВ", "Дмитрий Семёнов"],
  ["li", "Bo Li"],
])("staff who type %s find %s", async (typed, name) => {
  expect(await find(typed)).toEqual([name]);
});

test.each(["usuf", "%", "_", "\\", "'", "' | 'x", "yusuf nobody", "!!"])("%j finds nobody", async (typed) => {
  expect(await find(typed)).toEqual([]);
});

test("the index and the plain condition return the same rows", async () => {
  const { db } = database;
  for (const name of NAMES.filter((one) => one !== "Bo Li")) {
    const [row] = await db.execute(sql`select id from signatures where campaign_id = ${campaign.id}
      and name_words(campaign_id, name) @@ name_query(${campaign.id}::uuid, ${name}) and fold_name(name) like all (name_patterns(${name}))`);
    expect(row, name).toBeDefined();
  }
});

test("campaigns and articles are found without accents, case and kinds of apostrophes", async () => {
  const { db } = database;
  const title = "Réunir Łódź: l’accueil d’abord";
  const { id, slug } = await aCampaign(db);
  const draft = { title, target: "", summary: "", ask: "", sha256: "" };
  await db.insert(petitionTexts).values({ id: newId(), campaignId: id, locale: "fr", ...draft });
  const article = await anArticle(db, { title });
  for (const search of ["reunir lodz", "L'ACCUEIL", "łódź  l'accueil"]) {
    const options = { search, locale: "en" as const, limit: 10 };
    expect((await searchCampaigns(db, options)).map((found) => found.slug)).toEqual([slug]);
    expect((await searchArticles(db, options)).map((found) => found.slug)).toEqual([article.slug]);
  }
  for (const search of ["%", "_", "!!"])
    expect(await searchCampaigns(db, { search, locale: "en", limit: 10 })).toEqual([]);
});
