import type { Measurement } from "./measurement";

const HEADINGS = [
  "",
  "per second",
  "p50 ms",
  "p99 ms",
  "p99.9 ms",
  "max ms",
  "refused",
  "errors",
  "CPU µs",
  "web MB",
];
const PROCESSES = ["web", "postgres", "worker", "load"];

const rounded = (value: number, digits = 0) => Number(value.toFixed(digits));
const rate = (value: number) => (value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en"));

/** Formats the measurements as a table in Markdown, which can also be read in a terminal. */
export function formatMeasurements(rows: Measurement[]): string {
  const groups = groupByScenario(rows);
  return groups
    .map(([scenario, own]) => `${heading(scenario, own)}\n\n${table(own)}\n${remarks(own)}`)
    .join("\n");
}

function groupByScenario(rows: Measurement[]): [string, Measurement[]][] {
  const names = [...new Set(rows.map(({ scenario }) => scenario))];
  return names.map((name) => [name, rows.filter(({ scenario }) => scenario === name)]);
}

function heading(scenario: string, rows: Measurement[]): string {
  const ratios = rows.flatMap(({ ratios }) =>
    Object.entries(ratios).map(([to, value]) => `${value.toFixed(2)} of ${to}`),
  );
  return `### ${scenario}${ratios.length > 0 ? `: ${ratios.join(", ")}` : ""}`;
}

function table(rows: Measurement[]): string {
  const cells = rows.map((row) => [
    row.load,
    rate(row.perSecond),
    ...times(row),
    String(row.refused),
    `${row.errors}${row.unanswered > 0 ? ` + ${row.unanswered} unanswered` : ""}`,
    cpu(row),
    row.memory.web === undefined ? "" : String(Math.round(row.memory.web)),
  ]);
  const widths = HEADINGS.map((name, column) =>
    Math.max(name.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const line = (values: string[]) =>
    `| ${values.map((value, column) => pad(value, { column, width: widths[column] ?? 0 })).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(HEADINGS), rule, ...cells.map(line)].join("\n");
}

const pad = (value: string, { column, width }: { column: number; width: number }) =>
  column === 0 ? value.padEnd(width) : value.padStart(width);

function times({ times }: Measurement): string[] {
  if (!times) return ["", "", "", ""];
  return [times.p50Ms, times.p99Ms, times.p999Ms, times.maxMs].map((value) => value.toFixed(1));
}

/** CPU for one request in microseconds, which is that of 1,000 requests in milliseconds. */
function cpu({ cpu }: Measurement): string {
  return PROCESSES.flatMap((name) => (cpu[name] === undefined ? [] : [`${name} ${rate(cpu[name])}`])).join(
    ", ",
  );
}

function remarks(rows: Measurement[]): string {
  return rows.flatMap(({ load, note }) => (note ? [`\n${load}: ${note}.\n`] : [])).join("");
}

/** Returns all measurements as one line of JSON. `sign` and `article` are the ones that scripts of others read. */
export function measurementsJson(rows: Measurement[]): string {
  const of = (scenario: string) => rows.filter((row) => row.scenario === scenario);
  const [sign, article] = [of("sign"), of("article")];
  const open = sign.find(({ load }) => load.startsWith("open"));
  return JSON.stringify({
    ...(sign[0] && {
      sign: {
        perSecond: rounded(sign[0].perSecond, 1),
        p99Ms: rounded(open?.times?.p99Ms ?? 0, 1),
        errors: sign.reduce((sum, { errors, unanswered }) => sum + errors + unanswered, 0),
        ratioToBare: rounded(sign[0].ratios.bare ?? 0, 3),
        ratioToInserts: rounded(sign[0].ratios["inserts in groups"] ?? 0, 3),
      },
    }),
    ...(article[0] && {
      article: {
        perSecond: rounded(article[0].perSecond, 1),
        ratioToStatic: rounded(article[0].ratios.nginx ?? article[0].ratios["node:http"] ?? 0, 3),
      },
    }),
    scenarios: rows,
  });
}
