import type { Locale } from "@/lib/i18n/locales";

/** The sample comments by campaign and language, newest first. */
const COMMENTS: Record<string, Record<Locale, string[]>> = {
  "stand-with-refugees": {
    en: [
      "My grandparents were taken in by strangers in 1956. This is the least I can do.",
      "I teach a class in which seven children arrived this year. They learn faster than I do.",
      "A promise signed by 193 countries should not need a petition. Since it does, here is my name.",
      "I spent three years waiting for a decision. Waiting is the hardest part.",
      "We have a spare room and a town with empty classrooms. Please let us help.",
      "As a nurse I have seen what the journey does to people.",
      "Children first. The rest can be argued about later.",
    ],
    es: [
      "Mis abuelos cruzaron los Pirineos en 1939. Alguien les abrió la puerta.",
      "Soy maestra. A mis alumnos recién llegados solo les falta una cosa: tiempo.",
      "Lo que se firma se cumple.",
      "En mi ciudad viven miles de personas que tuvieron que salir de su país. Son mis vecinas.",
      "Ningún niño debería pasar un curso entero esperando una plaza.",
      "Por mi madre, que llegó con una maleta y dos hijos.",
    ],
  },
  "heat-at-work": {
    en: [
      "Roofing in July. Two of us went to hospital last summer.",
      "The kitchen where I work reached 44 °C. We were told to drink something.",
      "Shade costs less than an ambulance.",
      "My father picks grapes. He is 61 and will not ask for a break unless the law gives him one.",
      "I run a small building firm. A clear rule would help me, too.",
    ],
    es: [
      "Reparto paquetes a las cuatro de la tarde en agosto. Sobran las explicaciones.",
      "En el invernadero no hay sombra, hay plástico.",
      "Agua, sombra y descanso. No es tanto pedir.",
      "Mi hermano se desmayó en la obra. Nadie sabía qué hacer.",
      "Que la norma llegue antes que el verano.",
    ],
  },
  "safe-water-at-school": {
    en: [
      "Our school had one tap for six hundred pupils.",
      "Girls stay at home for want of a door that locks.",
    ],
    es: ["En mi escuela llevábamos el agua de casa.", "Sin agua no hay escuela que valga."],
  },
  "plastics-at-the-source": {
    en: [
      "I clean a beach every month. It is full again every month.",
      "You turn off the tap before you mop the floor.",
      "I work in packaging. We can do with much less.",
    ],
    es: [
      "En el río de mi pueblo ya no se baña nadie.",
      "Reciclo todo lo que puedo y cada semana hay más.",
      "Hay que cerrar el grifo.",
    ],
  },
  "protect-the-high-seas": {
    en: ["Half of the planet deserves a rule or two.", "For the turtles that pass our island every spring."],
    es: ["El mar no es de nadie y es de todos.", "Que el tratado entre en vigor cuanto antes."],
  },
  "media-freedom-in-full": {
    en: ["A source who is afraid does not call.", "I edit a small local paper. We need this."],
    es: ["Sin fuentes protegidas no hay periodismo.", "Soy periodista local y esto nos afecta cada día."],
  },
  "plastics-treaty-in-geneva": {
    en: [
      "Please come home with a text that means something.",
      "My children will be using this treaty, or missing it.",
    ],
    es: ["Lo barato sale caro: lo pagamos en el mar.", "Vuelvan con un tratado, no con un comunicado."],
  },
};

/** Comments that staff declined because they are unrelated to the petition. */
const UNWANTED: Record<Locale, string> = {
  en: "Earn 900 a week from home!! Write to me and I will tell you how.",
  es: "¡¡Gane 900 a la semana desde casa!! Escríbame y le cuento cómo.",
};

/** Returns the comments of a campaign in a language, newest first. */
export function commentsFor(slug: string, locale: Locale): string[] {
  const comments = COMMENTS[slug]?.[locale] ?? [];
  return slug === "stand-with-refugees" ? [...comments, UNWANTED[locale]] : comments;
}

export function isUnwanted(comment: string): boolean {
  return Object.values(UNWANTED).includes(comment);
}
