import LineBreaker from "linebreak";

/** Splits a text at every place where a line may end (UAX #14). Spaces stay at the end of the parts. */
export function splitAtLineBreaks(text: string): string[] {
  const breaker = new LineBreaker(text);
  const parts: string[] = [];
  let start = 0;
  for (let end = breaker.nextBreak(); end; end = breaker.nextBreak()) {
    parts.push(text.slice(start, end.position));
    start = end.position;
  }
  return parts;
}
