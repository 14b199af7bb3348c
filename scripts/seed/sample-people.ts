import type { Locale } from "@/lib/i18n/locales";
import { fixedId } from "./ids";
import type { SeededRandom } from "./seeded-random";

type Place = { country: string; locale: Locale; weight: number; given: string[]; family: string[] };

/** Names that are common where they are given. `weight` is a country's share of our readers. */
const PLACES: Place[] = [
  {
    country: "GB",
    locale: "en",
    weight: 15,
    given: "Olivia Harriet Callum Imogen Rhys Alistair Priya Gareth Nadia Fiona Tom Grace".split(" "),
    family: "Clarke Okafor Hughes Whitfield Patel Marsh Sinclair Begum Pryce Bennett Doyle Ashworth".split(
      " ",
    ),
  },
  {
    country: "US",
    locale: "en",
    weight: 16,
    given: "Hannah Marcus Elena Tyler Naomi DeShawn Caroline Joshua Mei Rachel Andre Teresa".split(" "),
    family: "Johnson Nguyen Rivera Kowalski Washington Feldman Carter Olson Park Freeman Hayes Moreno".split(
      " ",
    ),
  },
  {
    country: "ES",
    locale: "es",
    weight: 13,
    given: "Lucía Álvaro Marta Iker Nerea Pablo Carmen Jordi Inés Sergio Rocío Andrés".split(" "),
    family: "García Fernández Etxeberria Romero Vidal Ortega Navarro Puig Serrano Castaño Molina Rey".split(
      " ",
    ),
  },
  {
    country: "MX",
    locale: "es",
    weight: 12,
    given:
      "Ximena Diego Guadalupe Emiliano Fernanda Rodrigo Citlali Javier Valeria Héctor Renata Ulises".split(
        " ",
      ),
    family:
      "Hernández Martínez Cruz Villanueva Rosales Méndez Cárdenas Juárez Tapia Salgado Ríos Zamora".split(
        " ",
      ),
  },
  {
    country: "AR",
    locale: "es",
    weight: 7,
    given:
      "Martina Lautaro Florencia Nicolás Micaela Facundo Julieta Gonzalo Abril Ezequiel Pilar Tomás".split(
        " ",
      ),
    family: "González Benítez Pereyra Acosta Romano Sosa Ferreyra Quiroga Luna Peralta Bianchi Godoy".split(
      " ",
    ),
  },
  {
    country: "CO",
    locale: "es",
    weight: 6,
    given: "Daniela Santiago Laura Camilo Paola Esteban Natalia Julián Catalina Óscar Manuela Felipe".split(
      " ",
    ),
    family:
      "Rodríguez Gómez Restrepo Quintero Ospina Mosquera Cárdenas Barrios Valencia Pineda Arango Lozano".split(
        " ",
      ),
  },
  {
    country: "CL",
    locale: "es",
    weight: 4,
    given: "Antonia Matías Constanza Cristóbal Javiera Ignacio Millaray Benjamín Francisca Vicente".split(
      " ",
    ),
    family: "Muñoz Rojas Contreras Soto Painemal Araya Sepúlveda Fuentes Bravo Carrasco".split(" "),
  },
  {
    country: "PE",
    locale: "es",
    weight: 4,
    given: "Rosa Luis Milagros Jorge Yolanda César Flor Renzo Maribel Edwin".split(" "),
    family: "Quispe Flores Huamán Mamani Chávez Salazar Paredes Vargas Condori Torres".split(" "),
  },
  {
    country: "IN",
    locale: "en",
    weight: 8,
    given: "Aarav Ananya Rohan Kavita Sunil Meera Arjun Lakshmi Imran Divya Vikram Shreya".split(" "),
    family: "Sharma Iyer Reddy Khan Banerjee Desai Nair Kulkarni Singh Das Joshi Menon".split(" "),
  },
  {
    country: "NG",
    locale: "en",
    weight: 6,
    given: "Chidi Ngozi Tunde Amina Emeka Folake Ibrahim Adaeze Segun Hauwa".split(" "),
    family: "Okonkwo Adeyemi Balogun Eze Bello Nwosu Ogunleye Musa Obi Lawal".split(" "),
  },
  {
    country: "KE",
    locale: "en",
    weight: 4,
    given: "Wanjiru Otieno Achieng Kiprono Njeri Mwangi Halima Baraka Cherono Kamau".split(" "),
    family: "Kariuki Odhiambo Kiplagat Mutua Wekesa Abdi Njoroge Omondi Chebet Kilonzo".split(" "),
  },
  {
    country: "ZA",
    locale: "en",
    weight: 4,
    given: "Thandi Sipho Lerato Johan Nomvula Pieter Zanele Ayesha Kagiso Lindiwe".split(" "),
    family: "Dlamini Nkosi Botha Mokoena Naidoo Khumalo Jacobs Mabaso Adams Molefe".split(" "),
  },
  {
    country: "DE",
    locale: "en",
    weight: 6,
    given: "Anneliese Jonas Miriam Lukas Ayşe Felix Katrin Moritz Johanna Emre".split(" "),
    family: "Schneider Weber Yılmaz Hoffmann Brandt Krüger Vogel Lehmann Schäfer Demir".split(" "),
  },
  {
    country: "FR",
    locale: "en",
    weight: 4,
    given: "Camille Léo Amélie Youssef Juliette Hugo Manon Karim Élodie Baptiste".split(" "),
    family: "Moreau Lefèvre Benali Girard Fontaine Roux Diallo Mercier Chevalier Haddad".split(" "),
  },
  {
    country: "PL",
    locale: "en",
    weight: 3,
    given: "Zofia Jakub Agnieszka Piotr Kinga Tomasz Maja Wojciech".split(" "),
    family: "Nowak Wiśniewska Zieliński Lewandowska Wójcik Mazur Kaczmarek Krawczyk".split(" "),
  },
  {
    country: "BR",
    locale: "es",
    weight: 3,
    given: "Beatriz João Larissa Thiago Mariana Rafael Camila Caio".split(" "),
    family: "Silva Santos Oliveira Pereira Ferreira Rocha Barbosa Teixeira".split(" "),
  },
  {
    country: "PH",
    locale: "en",
    weight: 4,
    given: "Maria Jose Althea Miguel Jasmine Paolo Liza Ramon".split(" "),
    family: "Santos Reyes Dela-Cruz Bautista Mendoza Villanueva Aquino Ramos".split(" "),
  },
  {
    country: "JP",
    locale: "en",
    weight: 2,
    given: "Haruka Kenji Yuki Sakura Takumi Emi Daichi Naoko".split(" "),
    family: "Tanaka Suzuki Nakamura Ito Kobayashi Mori Fujita Hayashi".split(" "),
  },
  {
    country: "AU",
    locale: "en",
    weight: 5,
    given: "Matilda Jack Ruby Liam Kirra Angus Chloe Bao Isla Dimitri".split(" "),
    family: "Wilson Nguyen Murray Papadopoulos Campbell Tran Fraser Watson Hill O’Brien".split(" "),
  },
  {
    country: "SE",
    locale: "en",
    weight: 2,
    given: "Astrid Oskar Linnea Erik Freja Hassan Saga Nils".split(" "),
    family: "Lindqvist Johansson Bergström Ali Nyström Ekman Sandberg Holm".split(" "),
  },
  {
    country: "EG",
    locale: "en",
    weight: 2,
    given: "Salma Omar Nour Mahmoud Dina Youssef Heba Karim".split(" "),
    family: "Hassan Mansour Farouk Sayed Khalil Aziz Shaheen Nasser".split(" "),
  },
  {
    country: "TR",
    locale: "en",
    weight: 3,
    given: "Zeynep Mert Elif Burak Defne Cem Selin Okan".split(" "),
    family: "Kaya Demir Şahin Çelik Arslan Doğan Koç Aydın".split(" "),
  },
];

/** Where people have their mailboxes: most with one of the large providers, a third of them with one of their own country. */
const EVERYWHERE = [
  { domain: "gmail.com", weight: 46 },
  { domain: "hotmail.com", weight: 13 },
  { domain: "outlook.com", weight: 9 },
  { domain: "yahoo.com", weight: 9 },
  { domain: "icloud.com", weight: 9 },
  { domain: "me.com", weight: 1 },
  { domain: "proton.me", weight: 3 },
];
const FROM_HERE = 1 / 3;
const IN_COUNTRY: Record<string, string[]> = {
  GB: "hotmail.co.uk yahoo.co.uk btinternet.com".split(" "),
  ES: "hotmail.es yahoo.es telefonica.net".split(" "),
  MX: "live.com.mx yahoo.com.mx prodigy.net.mx".split(" "),
  AR: "yahoo.com.ar hotmail.com.ar fibertel.com.ar".split(" "),
  IN: "rediffmail.com yahoo.co.in".split(" "),
  DE: "gmx.de web.de t-online.de".split(" "),
  FR: "orange.fr free.fr yahoo.fr".split(" "),
  PL: "wp.pl o2.pl".split(" "),
  BR: "uol.com.br hotmail.com.br".split(" "),
  JP: "yahoo.co.jp docomo.ne.jp".split(" "),
  AU: "bigpond.com live.com.au".split(" "),
};

/** Reserved for examples (RFC 2606). */
const RESERVED = ["example.com", "example.com", "example.org", "example.net"];

export type Person = {
  id: string;
  /** At a reserved domain, so that no mail to a sample person is ever delivered. */
  address: string;
  /** The domain for figures. With reserved domains alone they would show a single provider. */
  emailDomain: string;
  name: string;
  country: string;
  locale: Locale;
};

/** Generates the nth sample person. */
export function makePerson(number: number, random: SeededRandom): Person {
  const { host, ...person } = drawPerson(random);
  return {
    ...person,
    id: fixedId("supporter", String(number)),
    address: `supporter-${number}@${host}`,
  };
}

/** Generates the name, country and mailbox of a person. `host` is the reserved domain of their address. */
export function drawPerson(random: SeededRandom): Omit<Person, "id" | "address"> & { host: string } {
  const place = random.weigh(PLACES);
  const given = random.pick(place.given);
  const family = random.pick(place.family).replace("-", " ");
  const host = random.pick(RESERVED);
  const local = IN_COUNTRY[place.country];
  const emailDomain =
    local && random.chance(FROM_HERE) ? random.pick(local) : random.weigh(EVERYWHERE).domain;
  return { host, emailDomain, name: `${given} ${family}`, country: place.country, locale: place.locale };
}
