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

/** A day in the reader's time zone, for events whose time of day does not matter. */
export function Day({ at, ...props }: PublicTimeProps) {
  return <LocalTime at={at.toISOString()} format={DAY} {...props} />;
}

/** A time to the minute with the name of the reader's time zone, for deadlines and openings. */
export function Moment({ at, ...props }: PublicTimeProps) {
  return <LocalTime at={at.toISOString()} format={MOMENT} {...props} />;
}
