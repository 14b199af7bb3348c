declare module "linebreak" {
  /** A place where a line may end. `position` is an index into the text, behind any spaces. */
  type Break = { position: number; required: boolean };
  /** Finds line breaks by UAX #14. */
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): Break | null;
  }
}
