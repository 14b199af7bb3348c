"use client";

import { FigureStrip } from "@/app/[locale]/staff/_components/figure-strip";
import { formatForecast, type GoalTexts } from "./goal-forecast";
import { useLiveFigures } from "./live-figures-provider";
import { useTimeZone } from "./use-time-zone";

type StripTexts = {
  label: string;
  confirmed: string;
  ofGoal: string;
  progress: string;
  pending: string;
  pendingNow: string;
  pendingAsOf: string;
  pendingAtLeast: string;
  perMinute: string;
  perMinuteMore: string;
  goal: string;
  goalTexts: GoalTexts;
};

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

/** The live figures: confirmed, pending, signatures per minute and the forecast of the next goal. */
export function LiveFigureStrip({ locale, texts }: { locale: string; texts: StripTexts }) {
  const { figures } = useLiveFigures();
  const timeZone = useTimeZone();
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const rate = (value: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  const goal = formatForecast(figures, { locale, timeZone, texts: texts.goalTexts });
  return (
    <FigureStrip
      label={texts.label}
      figures={[
        {
          name: texts.confirmed,
          value: number(figures.confirmed),
          more: <GoalLine {...{ locale, texts }} />,
        },
        { name: texts.pending, value: pendingValue(), more: pendingMore() },
        {
          name: texts.perMinute,
          value: rate(figures.perMinute),
          more: texts.perMinuteMore
            .replace("{rate}", rate(figures.perMinuteInHour))
            .replace("{count}", number(figures.lastHour)),
        },
        {
          name: texts.goal,
          value: <span className="block text-xl leading-7 sm:text-2xl sm:leading-9">{goal.value}</span>,
          more: goal.more.replace("{goal}", number(figures.goal)),
        },
      ]}
    />
  );

  function pendingValue() {
    return figures.pendingAtLeast ? `> ${number(figures.pending)}` : number(figures.pending);
  }

  function pendingMore() {
    if (figures.pendingAtLeast) return texts.pendingAtLeast;
    if (!figures.pendingAsOf) return texts.pendingNow;
    const clock = new Intl.DateTimeFormat(locale, { ...CLOCK, timeZone });
    return texts.pendingAsOf.replace("{time}", clock.format(new Date(figures.pendingAsOf)));
  }
}

function GoalLine({ locale, texts }: { locale: string; texts: StripTexts }) {
  const { figures } = useLiveFigures();
  const share = figures.goal > 0 ? Math.min(1, figures.confirmed / figures.goal) : 1;
  // Rounded down, so that 100 % is shown only when the goal is reached.
  const percent = new Intl.NumberFormat(locale, { style: "percent" }).format(Math.floor(share * 100) / 100);
  return (
    <>
      <span
        className="progress mb-1 block"
        role="img"
        aria-label={texts.progress.replace("{percent}", percent)}
      >
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
      {texts.ofGoal.replace("{goal}", new Intl.NumberFormat(locale).format(figures.goal))}
    </>
  );
}
