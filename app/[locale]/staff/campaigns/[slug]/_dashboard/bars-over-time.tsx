"use client";

import type { Bar, OverTimeTexts } from "./bars";
import { BarsTable } from "./bars-table";
import { useLiveFigures } from "./live-figures-provider";
import { SignaturesChart } from "./signatures-chart";
import { useTimeZone } from "./use-time-zone";

type BarsProps = {
  locale: string;
  /** Whether these are the last 60 minutes, which are updated live. */
  isLive: boolean;
  strideMinutes: number;
  bars: Bar[];
  texts: OverTimeTexts;
};

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** The chart and its table, in the time zone of the browser. Whole days are in UTC, as they are counted. */
export function BarsOverTime({ locale, isLive, strideMinutes, bars, texts }: BarsProps) {
  const { figures } = useLiveFigures();
  const localZone = useTimeZone();
  const timeZone = strideMinutes < DAY_MINUTES ? localZone : "UTC";
  const format = new Intl.DateTimeFormat(locale, { ...timeFormat(strideMinutes), timeZone });
  const shown = (isLive ? minuteBars(figures) : bars).map((bar) => ({
    ...bar,
    label: format.format(new Date(bar.at)),
  }));
  const count = shown.reduce((sum, bar) => sum + bar.confirmed, 0);
  return (
    <>
      <p className="mt-1 text-soft">
        {texts.count.replace("{count}", new Intl.NumberFormat(locale).format(count))} {texts.inDays}
      </p>
      {shown.every(({ confirmed }) => confirmed === 0) ? (
        <p className="slip mt-5 max-w-measure p-5">
          {figures.confirmed === 0 ? texts.untouched : texts.quiet}
        </p>
      ) : (
        <>
          <SignaturesChart bars={shown} label={texts.chart} />
          <BarsTable locale={locale} bars={shown} texts={texts} isUtc={timeZone === "UTC" && !texts.inDays} />
        </>
      )}
    </>
  );
}

function minuteBars({ minutes, minutesFrom }: { minutes: number[]; minutesFrom: string }): Bar[] {
  const from = Date.parse(minutesFrom);
  return minutes.map((confirmed, index) => ({
    at: new Date(from + index * MINUTE_MS).toISOString(),
    confirmed,
  }));
}

function timeFormat(strideMinutes: number): Intl.DateTimeFormatOptions {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const date = { day: "numeric", month: "short" } as const;
  if (strideMinutes <= 60) return clock;
  if (strideMinutes < DAY_MINUTES) return { ...date, ...clock };
  return strideMinutes === DAY_MINUTES ? date : { ...date, year: "numeric" };
}
