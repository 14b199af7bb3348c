import { openSync } from "fontkit";
import { FALLBACK_FONTS, fontFiles } from "@/lib/fonts";
import { seededRandom } from "@/scripts/seed/seeded-random";
const r = seededRandom(7);
for (const f of FALLBACK_FONTS) { const file=fontFiles(f.package,[f.subsets[0]!],`${f.weights[0]}-normal.woff`)[0]!; const font:any=openSync(file);
 const chars=(font.characterSet as number[]).filter(c=>f.letters.test(String.fromCodePoint(c))||/\p{M}/u.test(String.fromCodePoint(c))); let bad=0, notdef=0, ex="";
 for (let i=0;i<400;i++){ const t=Array.from({length:1+r.below(6)},()=>String.fromCodePoint(r.pick(chars))).join(""); try { const g=font.layout(t,[]); if (g.glyphs.some((x:any)=>x.id===0)) {notdef++; ex=t} } catch(e:any){ bad++; ex=e.message+" "+t } }
 if (bad||notdef) console.log(f.name, "throws",bad,"notdef",notdef, ex); }
