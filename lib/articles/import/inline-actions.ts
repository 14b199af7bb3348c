import type { PhrasingContent } from "mdast";
import type { TextDirective } from "mdast-util-directive";
import { addressIn, between, flatText, split, withoutLinks } from "./phrasing";

/** Up to a few more words of the same clause. Excludes "people who live here". */
const WITHIN =
  "(?:\\s+(?!(?:who|which|that|where|liv(?:e|es|ing)|based|born|are|is|was|were|que|quien|quienes|viven?)\\b)[\\p{L}\\p{N}’'\"“”-]+){0,9}?";
const YOU =
  "(?:you|we)(?:[’']ll|\\s+(?:can|could|may))(?:\\s+(?:all|also|now|still|too|even|easily|just))*\\s+";
const ENGLISH = [
  `(?:${YOU})?(?:take|taking)\\s+action${WITHIN}\\s+here`,
  `(?:${YOU})?(?:act|acting)(?:\\s+now)?(?:\\s+on\\s+(?:this|it)(?:\\s+\\p{L}+)?)?\\s+here`,
  `(?:${YOU})?(?:sign|signing)\\s+(?:the|this|our)\\s+(?:\\p{L}+\\s+)?petition${WITHIN}\\s+here`,
  `(?:${YOU})?(?:add|adding)\\s+your\\s+(?:name|voice)${WITHIN}\\s+here`,
  `click\\s+here\\s+to\\s+(?:take\\s+action|act|sign)(?:\\s+now)?`,
];
const JOIN_US =
  "(?:(?:también\\s+)?(?:puedes|podés|podemos)\\s+unirte\\s+a\\s+nosotr[oa]s|únete\\s+a\\s+nosotr[oa]s|súmate|ayúdanos)";
const SPANISH = [
  `${JOIN_US}\\s+(?:y\\s+|para\\s+)?(?:tomar\\s+(?:acción|medidas)|actuar|actúa|firmar|firma|firmando|actuando|tomando\\s+(?:acción|medidas))${WITHIN}\\s+(?:aquí|acá)`,
  `(?:también\\s+)?(?:puedes|podés|podemos)\\s+(?:también\\s+)?(?:actuar|tomar\\s+acción|tomar\\s+medidas|pasar\\s+a\\s+la\\s+acción|firmar(?:\\s+la\\s+petición)?)${WITHIN}\\s+(?:aquí|acá)`,
  `(?:actúa|actuá|actúe|toma\\s+acción|tome\\s+acción|pasa\\s+a\\s+la\\s+acción)${WITHIN}\\s+(?:aquí|acá)`,
  `(?:firma|firmá|firme)\\s+(?:la|esta|nuestra)\\s+petición${WITHIN}\\s+(?:aquí|acá)`,
  `(?:suma|añade|agrega)\\s+tu\\s+(?:nombre|voz)${WITHIN}\\s+(?:aquí|acá)`,
  `haz\\s+clic\\s+(?:aquí|acá)\\s+para\\s+(?:actuar|tomar\\s+acción|firmar)`,
];
const PHRASE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[...ENGLISH, ...SPANISH].join("|")})(?![\\p{L}\\p{N}])`,
  "giu",
);

/** Phrases that are an action when they are a link, without "here". */
const ACTING = new RegExp(
  `^\\s*(?:${YOU})?(?:take action|act|sign|toma acción|actúa|firma|puedes actuar)(?:\\s+(?:now|today|ahora|ya))?(?:\\s+(?:on|for|with|the|this|our|por|contra|en|la|esta)${WITHIN})?\\s*$`,
  "iu",
);

/** "Here" counts at the end of a sentence or before a purpose, not in "here in Brussels" or "here and now". */
const POINTS =
  /^\s*(?:$|[.,;:!?)”"’»…\]—–]|(?:to|and(?!\s+now)|with|before|if|or|para|y|o|con|antes|si)\s)/iu;
/** The start of a sentence or clause, where an imperative can follow. */
const IMPERATIVE =
  /(?:^|[.!?…:;,(—–]["”’)]*\s*|\b(?:and|or|then|please|to\s+help,?|also|y|o|e|también)\s+)["“¡¿]?$/iu;
/** Phrases that address the reader. */
const READER =
  /(?:\b(?:[Yy]ou|[Yy]our|[Jj]oin|[Cc]lick|[Cc]all on|[Úú]nete|[Úú]nanse|con nosotros)\b|(?:^|[.!?]\s+)(?:Tell|Urge|Ask|Demand|Help)\b)[^.!?]*$/u;
/** Phrases that demand action from others. */
const OTHERS =
  /\b(?:must|should|will|would|could|cannot|can[’']t|failed to|fail to|refus\w+ to|need to|needs to|have to|has to|had to)\s+(?:also\s+|now\s+)?$/iu;
const ADDRESSED = /^(?:you|we|también|puedes|podés|podemos|únete|súmate|ayúdanos|click|haz)(?![\p{L}])/iu;

/** Converts sentences that point to an action to inline actions. */
export function withInlineActions(nodes: PhrasingContent[]): PhrasingContent[] {
  const spans = findSpans(nodes);
  if (spans.length === 0) return nodes;
  return split(nodes, spans.flat()).flatMap((part, at) => (at % 2 === 1 ? [inlineAction(part)] : part));
}

function inlineAction(nodes: PhrasingContent[]): TextDirective {
  const url = addressIn(nodes);
  return {
    type: "textDirective",
    name: "take-action",
    attributes: { kind: "take-action", ...(url ? { url } : {}) },
    children: withoutLinks(nodes),
  };
}

type Span = [from: number, to: number];

function findSpans(nodes: PhrasingContent[]): Span[] {
  const text = flatText(nodes);
  const spoken = [...text.matchAll(PHRASE)].flatMap((match): Span[] => {
    const [from, to] = [match.index, match.index + match[0].length];
    const isLinked = addressIn(between(nodes, from, to)) !== null;
    return isLinked || (POINTS.test(text.slice(to, to + 40)) && isMeantForReaders(text, from, to))
      ? [[from, to]]
      : [];
  });
  const linked = spansIn(nodes, "link").filter(
    ([from, to]) => ACTING.test(text.slice(from, to)) && isMeantForReaders(text, from, to),
  );
  const apart = linked.filter((span) => spoken.every((other) => !overlap(span, other)));
  const already = spansIn(nodes, "textDirective");
  return [...spoken, ...apart]
    .filter((span) => already.every((other) => !overlap(span, other)))
    .sort(([a], [b]) => a - b);
}

function overlap(one: Span, other: Span): boolean {
  return one[0] < other[1] && other[0] < one[1];
}

function isMeantForReaders(text: string, from: number, to: number): boolean {
  if (ADDRESSED.test(text.slice(from, to))) return true;
  const before = text.slice(Math.max(0, from - 200), from);
  return !OTHERS.test(before) && (IMPERATIVE.test(before) || READER.test(before));
}

function spansIn(nodes: PhrasingContent[], type: PhrasingContent["type"], offset = 0): Span[] {
  let at = offset;
  return nodes.flatMap((node): Span[] => {
    const from = at;
    at += flatText([node]).length;
    if (node.type === type) return [[from, at]];
    return "children" in node ? spansIn(node.children, type, from) : [];
  });
}
