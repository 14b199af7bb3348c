/** What the importer must find in each file of `import-texts`, written by hand. */
export const EXPECTED_FINDINGS = {
  "migration-talks.txt": {
    title: "The US Has Left UN Talks on Migration. Here’s Why That Matters for Refugees",
    byline: "Ana Pérez",
    date: "2017-12-04",
    callOuts: [
      { kind: "take-action", title: "Call on World Leaders to Stand With Refugees", campaign: null },
      { kind: "tweet-now", title: "Tell the Ambassador: “Stay at the Table”", campaign: null },
      { kind: "sign-now", title: "A Place in School for Every Refugee Child", campaign: null },
    ],
    readMores: [
      { headline: "The US Won’t Help Write the World’s “Rules” on Migration", article: null },
      { headline: "More Than Half of All Refugees Are Children. Who Sees That They Learn?", article: null },
    ],
    posts: [
      { author: "Donald J. Trump", handle: "@realDonaldTrump", date: "2017-12-03" },
      { author: "Miroslav Lajčák", handle: "@UN_PGA", date: "2017-12-02" },
    ],
    inlineActions: [{ label: "You can take action on this issue here" }],
    paragraphs: 7,
    remarks: [],
  },
  "migration-talks.html": {
    title: "The US Has Left UN Talks on Migration",
    byline: "Ana Pérez",
    date: "2017-12-04",
    callOuts: [
      { kind: "take-action", title: "Call on World Leaders to Stand With Refugees", campaign: null },
      { kind: "tweet-now", title: "Tell the Ambassador to Stay", campaign: null },
      { kind: "sign-now", title: "A Place in School", campaign: null },
    ],
    readMores: [
      { headline: "The US Won’t Help", article: null },
      { headline: "More Than Half Are Children", article: null },
    ],
    posts: [{ author: "Donald J. Trump", handle: "@realDonaldTrump", date: "2017-12-03" }],
    inlineActions: [{ label: "You can take action on this issue here" }],
    paragraphs: 4,
    remarks: [],
  },
  "heat-at-work.txt": {
    title: "Heat at Work Is Not Only a Matter for Summer",
    byline: "",
    date: null,
    callOuts: [
      { kind: "take-action", title: "Ask the Minister for Shade, Water and Rest", campaign: null },
      { kind: "tweet-now", title: "“No Shade, No Work”", campaign: null },
    ],
    readMores: [{ headline: "The Harvest Workers Who Walked Out at 41 Degrees", article: null }],
    posts: [{ author: "Marisol Ruiz", handle: "@marisol_harvests", date: "2017-07-03" }],
    inlineActions: [{ label: "take action on heat at work here" }],
    paragraphs: 2,
    remarks: [],
  },
  "migracion.txt": {
    title: "Estados Unidos deja las conversaciones sobre migración",
    byline: "Ana Pérez",
    date: null,
    callOuts: [
      { kind: "take-action", title: "Únete a las Personas Refugiadas", campaign: null },
      { kind: "tweet-now", title: "«Quedaos en la mesa»", campaign: null },
      { kind: "sign-now", title: "Una plaza en la escuela para cada niña", campaign: null },
    ],
    readMores: [{ headline: "¿Quién se ocupa de la escuela de los niños refugiados?", article: null }],
    posts: [{ author: "ACNUR España", handle: "@ACNURspain", date: "2017-12-03" }],
    inlineActions: [{ label: "puedes actuar aquí" }],
    paragraphs: 2,
    remarks: [],
  },
  "water-at-school.md": {
    title: "Water at School: What Has Changed",
    byline: "Ana Pérez",
    date: null,
    callOuts: [
      { kind: "take-action", title: "Safe Water at Every School", campaign: null },
      { kind: "sign-now", title: "Water Before the New Term", campaign: null },
    ],
    readMores: [
      { headline: "What a Latrine Has to Do With Arithmetic", article: null },
      { headline: "Who Pays for the Pipes?", article: null },
    ],
    posts: [{ author: "Head Teacher", handle: "@headteacher", date: "2017-11-19" }],
    inlineActions: [{ label: "Take action here" }],
    paragraphs: 2,
    remarks: [],
  },
};
