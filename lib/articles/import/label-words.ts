import { CALL_KINDS, type CallKind } from "../directives";
import { fold } from "./fold-text";

export type LabelKind = CallKind | "read-more";

/** Labels of newsrooms before the colon, in English, Spanish, French, German, Portuguese, Italian and Arabic. */
const WRITTEN: Record<LabelKind, string> = {
  "take-action": `
    take action, take action now, take action today, act now, act today, get involved, email your mp,
    write to your mp, call your mp, email your representative, email your senator, actúa, actúa ya,
    actúa ahora, actúe, actúe ya, actúe ahora, pasa a la acción, toma acción, toma acción ya,
    toma acción ahora, tome acción, tomar acción, participa ahora, toma medidas, toma medidas ahora,
    escribe a tu diputado, escribe a tu diputada, agissez, agissez maintenant, passez à l’action, agir,
    agis maintenant, mobilisez-vous, jetzt handeln, handeln sie jetzt, jetzt aktiv werden, werde aktiv,
    mach mit, jetzt mitmachen, aja agora, aja já, tome uma atitude, entre em ação, participe agora,
    agisci, agisci ora, agisci subito, passa all’azione, fai la tua parte, تحرك الآن, تحرّك الآن,
    بادر الآن, شارك الآن, اتخذ إجراء, اتخذ إجراءً الآن`,
  "tweet-now": `
    tweet now, tweet this, tweet this now, post now, tuitea, tuitea ya, tuitea ahora, tuitear ahora,
    tuitee ahora, twittea ahora, tuitea esto, tweetez, tweetez maintenant, jetzt twittern,
    jetzt tweeten, tuíte agora, tweete agora, twitta ora, twitta adesso, غرّد الآن`,
  "sign-now": `
    sign now, sign here, sign the petition, sign this petition, sign our petition, sign petition,
    sign the petition now, add your name, add your voice, sign on, firma ya, firma ahora, firma aquí,
    firme ya, firme ahora, firme aquí, firmar ahora, firma la petición, firma esta petición,
    firma nuestra petición, firma la petición ahora, firma la petición ya, firme la petición,
    firmar la petición, suma tu firma, suma tu nombre, signez, signez maintenant, signez la pétition,
    signez notre pétition, signez cette pétition, signer la pétition, je signe, je signe la pétition,
    ajoutez votre nom, ajoutez votre signature, jetzt unterschreiben, jetzt unterzeichnen,
    petition unterschreiben, petition unterzeichnen, unterschreibe jetzt, unterschreibe die petition,
    unterschreiben sie jetzt, hier unterschreiben, unterschreiben sie die petition,
    jetzt petition unterschreiben, jetzt petition unterzeichnen, assine, assine agora, assine já,
    assine aqui, assine a petição, assine nossa petição, assine esta petição, assine o abaixo-assinado,
    adicione seu nome, firma ora, firma adesso, firma subito, firma qui, firma la petizione,
    firma questa petizione, firma la nostra petizione, firma l’appello, aggiungi il tuo nome,
    وقّع الآن, وقع الآن, وقّع العريضة, وقّعوا العريضة, وقّع على العريضة, وقّع هنا, أضف اسمك`,
  "read-more": `
    read more, read also, also read, read next, read this next, read this, see also, related story,
    related article, related reading, further reading, you may also like, you might also like,
    recommended, don’t miss, keep reading, more on this, more on this story, lee más, leer más,
    lea más, lee también, lea también, leer también, sigue leyendo, también puedes leer,
    también te puede interesar, te puede interesar, te podría interesar, puede interesarte,
    te recomendamos, le recomendamos, ver también, ve también, véase también, noticia relacionada,
    artículo relacionado, no te pierdas, más sobre este tema, à lire, à lire aussi, lire aussi,
    lisez aussi, lire la suite, lire également, voir aussi, à lire également, en savoir plus,
    sur le même sujet, mehr lesen, weiterlesen, lesen sie auch, lies auch, auch lesen, lesen sie mehr,
    siehe auch, mehr dazu, mehr zum thema, lesen sie hier mehr, auch interessant, leia mais,
    leia também, ler mais, veja também, veja mais, saiba mais, confira também, leggi anche,
    leggi di più, leggi ancora, leggi tutto, per saperne di più, vedi anche, potrebbe interessarti,
    ti potrebbe interessare, اقرأ المزيد, اقرأ أيضا, اقرأ أيضًا, إقرأ أيضا, طالع أيضا, المزيد,
    شاهد أيضا, اقرأ كذلك`,
};

/** Labels that are also ordinary words: labels only if a headline follows ("Petition: Keep the River", not "petition: none"). */
const AMBIGUOUS: Record<LabelKind, string> = {
  "take-action": `
    action, take part, join us, acción, participa, action requise, aktion, ação, azione`,
  "tweet-now": `
    tweet`,
  "sign-now": `
    sign, petition, firma, petición, pétition, petição, petizione, unterschreiben, unterschreibe,
    assinar, وقّع, عريضة`,
  "read-more": `
    read, related, more, más información, relacionado, relacionada, lee, lire, lesen, leia, leggi,
    mehr, plus, mais, اقرأ`,
};

/** Labels above a list of headlines, one a line. */
const PLURAL = `
    related stories, related articles, related news, more stories, read more, see also, related,
    you may also like, you might also like, further reading, more on this, read next, recommended,
    noticias relacionadas, artículos relacionados, historias relacionadas, lee también, lee más,
    te puede interesar, te recomendamos, ver también, articles liés, sur le même sujet, à lire aussi,
    lire aussi, mehr zum thema, lesen sie auch, verwandte artikel, leia também, leia mais,
    matérias relacionadas, notícias relacionadas, leggi anche, articoli correlati, اقرأ أيضا,
    مقالات ذات صلة`;

/** "Also on Global Citizen", "More from The Example Courier", "Lesen Sie auch auf …". */
const READ_ON =
  /^(?:also on|more (?:on|from|about)|read more (?:on|about|from)|mas (?:sobre|en)|lee mas (?:sobre|en)|auch auf|plus sur|leia mais (?:sobre|em)|leggi anche su) \S.{1,40}$/;

const folded = (words: string) => words.split(",").map(fold);
const kindsOf = (written: Record<LabelKind, string>) =>
  new Map(
    ([...CALL_KINDS, "read-more"] as const).flatMap((kind) =>
      folded(written[kind]).map((words): [string, LabelKind] => [words, kind]),
    ),
  );
const CERTAIN_KINDS = kindsOf(WRITTEN);
const AMBIGUOUS_KINDS = kindsOf(AMBIGUOUS);
const PLURALS = new Set(folded(PLURAL));

/** What the words before a colon announce, or null. A label that is also an ordinary word is not `isCertain`. */
export function kindOfLabel(words: string): { kind: LabelKind; isCertain: boolean } | null {
  const label = fold(words);
  const certain = CERTAIN_KINDS.get(label);
  if (certain) return { kind: certain, isCertain: true };
  const kind = AMBIGUOUS_KINDS.get(label) ?? (isPlural(label) || READ_ON.test(label) ? "read-more" : null);
  return kind ? { kind, isCertain: false } : null;
}

/** Whether each line below a label may be a headline of its own. */
export function isPlural(words: string): boolean {
  return PLURALS.has(fold(words));
}
