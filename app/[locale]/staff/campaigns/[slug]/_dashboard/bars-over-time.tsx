"use client";

import type { Bar, OverTimeTexts } from "./bars";
import { BarsTable } from "./bars-table";
import { useLiveFigures } from "./live-figures-provider";
import { SignaturesChart } from "./signatures-chart";
import { useTimeZone } from "./use-time-zone";

type BarsProps = {
  locale: string;
  /** Whether these are the last 60 minutes, which go on while somebody looks. */
  isLive: boolean;
  strideMinutes: number;
  bars: Bar[];
  texts: OverTimeTexts;
};

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** Bars and the table behind them, in the zone of whoever looks. Whole days are those of UTC, since that is how they are tallied. */
export function BarsOverTime({ locale, isLive, strideMinutes, bars, texts }: BarsProps) {
  const { figures } = useLiveFigures();
  const here = useTimeZone();
  const timeZone = strideMinutes < DAY_MINUTES ? here : "UTC";
  const format = new Intl.DateTimeFormat(locale, { ...grain(strideMinutes), timeZone });
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

function grain(strideMinutes: number): Intl.DateTimeFormatOptions {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const date = { day: "numeric", month: "short" } as const;
  if (strideMinutes <= 60) return clock;
  if (strideMinutes < DAY_MINUTES) return { ...date, ...clock };
  return strideMinutes === DAY_MINUTES ? date : { ...date, year: "numeric" };
}
