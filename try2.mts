import { writeFileSync } from "node:fs";
import sharp from "sharp";
import { familiesFor } from "@/lib/cards/fonts";
const fam=await familiesFor("Hello","serif"); console.log(fam);
const {execSync}=await import("node:child_process"); console.log(execSync("ls -l /tmp/groundswell-fonts-*; md5sum /tmp/groundswell-fonts-*/*latin-opsz* /tmp/card/fonts/var-newsreader-latin-opsz*").toString());
let i=0; const files:string[]=[];
for(const font of [`${fam}, 40 @opsz=72`,`${fam} 40 @opsz=72`,`${fam} 40`,"Newsreader 16pt, 40","Newsreader 16pt, 40 @opsz=72,wght=560", "Newsreader 16pt,Schibsted Grotesk, 40 @opsz=20"]){const p=`/tmp/card/t5-${i++}.png`;files.push(p);await sharp({text:{text:`<span font="${font}" foreground="#000" weight="560">Hello Qgj ${font}</span>`,rgba:true,dpi:72}}).flatten({background:"#fff"}).png().toFile(p);}
await sharp(files,{join:{across:1}}).png().toFile("/tmp/card/t5.png");
