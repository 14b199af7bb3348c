import { drawCard } from "@/lib/cards/card";
const c={site:"Groundswell",kicker:"PETITION",headline:"Stand with refugees: bring the United States back to the talks",cover:{seed:"a",title:"Stand with refugees",photograph:null},tally:{figure:"12,431",label:"have signed",share:.62},note:"Goal 20,000",mark:{text:"Sign",acts:true}};
await drawCard(c);
const cpu=process.cpuUsage(); const t=performance.now();
for(let i=0;i<20;i++) await drawCard(c);
const u=process.cpuUsage(cpu); console.log("wall",(performance.now()-t)/20,"cpu ms",(u.user+u.system)/20000);
