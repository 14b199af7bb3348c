import { getFormatter, getTranslations } from "next-intl/server";
import { env } from "@/lib/env";
import type { Ripple } from "@/lib/reporting/ripple";
import { ringsOf } from "./ring-geometry";

/** The numbers behind the drawing, as a table. */
export async function RippleFigures({ ripple }: { ripple: Ripple }) {
  const { locale, visits, scattered } = ripple;
  const t = await getTranslations({ locale, namespace: "ripple" });
  const format = await getFormatter({ locale });
  const minimum = env().SHARE_PRIVACY_MINIMUM;
  const formatCount = (count: number | null) =>
    count === null ? <span className="text-soft">{t("fewer", { minimum })}</span> : format.number(count);
  const rings = ringsOf(ripple.generations);
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="kicker">
        {t("figures")}
      </h2>
      <table className="ripple-table">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("what")}</th>
            <th scope="col">{t("howMany")}</th>
          </tr>
        </thead>
        <tbody>
          <Row name={t("visits")}>{formatCount(visits)}</Row>
          {rings.map(({ generation, confirmed, andLater }) => (
            <Row key={generation} name={t(andLater ? "andLater" : "generation", { number: generation })}>
              {formatCount(confirmed)}
            </Row>
          ))}
          {rings.length === 0 && <Row name={t("generation", { number: 1 })}>{formatCount(null)}</Row>}
          {scattered && <Row name={t("hiddenPlaces")}>{formatCount(scattered)}</Row>}
        </tbody>
      </table>
      {minimum > 1 && <p className="mt-3 text-sm text-soft">{t("privacy", { minimum })}</p>}
    </section>
  );
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <tr>
      <th scope="row" dir="auto">
        {name}
      </th>
      <td className="numerals">{children}</td>
    </tr>
  );
}
