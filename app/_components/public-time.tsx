import { LocalTime } from "./local-time";

const DAY: Intl.DateTimeFormatOptions = { dateStyle: "long" };
const MOMENT: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "long",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  timeZoneName: "short",
};

type PublicTimeProps = { at: Date; locale: string; className?: string };

/** The day of an event in the past, or of one that is far enough away: in the reader's time zone. */
export function Day({ at, ...props }: PublicTimeProps) {
  return <LocalTime at={at.toISOString()} format={DAY} {...props} />;
}

/** A time by which somebody has to act, to the minute, in the reader's time zone, whose name it says. */
export function Moment({ at, ...props }: PublicTimeProps) {
  return <LocalTime at={at.toISOString()} format={MOMENT} {...props} />;
}
