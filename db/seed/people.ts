import type { Locale } from "@/lib/i18n/locales";
import type { Dice } from "./dice";
import { fixedId } from "./ids";

type Place = { country: string; locale: Locale; weight: number; given: string; family: string };

/** Names that are common where they are given. `weight` is a country's share of our readers. */
const PLACES: Place[] = [
  {
    country: "GB",
    locale: "en",
    weight: 15,
    given: "Olivia Harriet Callum Imogen Rhys Alistair Priya Gareth Nadia Fiona Tom Grace",
    family: "Clarke Okafor Hughes Whitfield Patel Marsh Sinclair Begum Pryce Bennett Doyle Ashworth",
  },
  {
    country: "US",
    locale: "en",
    weight: 16,
    given: "Hannah Marcus Elena Tyler Naomi DeShawn Caroline Joshua Mei Rachel Andre Teresa",
    family: "Johnson Nguyen Rivera Kowalski Washington Feldman Carter Olson Park Freeman Hayes Moreno",
  },
  {
    country: "ES",
    locale: "es",
    weight: 13,
    given: "Lucía Álvaro Marta Iker Nerea Pablo Carmen Jordi Inés Sergio Rocío Andrés",
    family: "García Fernández Etxeberria Romero Vidal Ortega Navarro Puig Serrano Castaño Molina Rey",
  },
  {
    country: "MX",
    locale: "es",
    weight: 12,
    given: "Ximena Diego Guadalupe Emiliano Fernanda Rodrigo Citlali Javier Valeria Héctor Renata Ulises",
    family: "Hernández Martínez Cruz Villanueva Rosales Méndez Cárdenas Juárez Tapia Salgado Ríos Zamora",
  },
  {
    country: "AR",
    locale: "es",
    weight: 7,
    given: "Martina Lautaro Florencia Nicolás Micaela Facundo Julieta Gonzalo Abril Ezequiel Pilar Tomás",
    family: "González Benítez Pereyra Acosta Romano Sosa Ferreyra Quiroga Luna Peralta Bianchi Godoy",
  },
  {
    country: "CO",
    locale: "es",
    weight: 6,
    given: "Daniela Santiago Laura Camilo Paola Esteban Natalia Julián Catalina Óscar Manuela Felipe",
    family:
      "Rodríguez Gómez Restrepo Quintero Ospina Mosquera Cárdenas Barrios Valencia Pineda Arango Lozano",
  },
  {
    country: "CL",
    locale: "es",
    weight: 4,
    given: "Antonia Matías Constanza Cristóbal Javiera Ignacio Millaray Benjamín Francisca Vicente",
    family: "Muñoz Rojas Contreras Soto Painemal Araya Sepúlveda Fuentes Bravo Carrasco",
  },
  {
    country: "PE",
    locale: "es",
    weight: 4,
    given: "Rosa Luis Milagros Jorge Yolanda César Flor Renzo Maribel Edwin",
    family: "Quispe Flores Huamán Mamani Chávez Salazar Paredes Vargas Condori Torres",
  },
  {
    country: "IN",
    locale: "en",
    weight: 8,
    given: "Aarav Ananya Rohan Kavita Sunil Meera Arjun Lakshmi Imran Divya Vikram Shreya",
    family: "Sharma Iyer Reddy Khan Banerjee Desai Nair Kulkarni Singh Das Joshi Menon",
  },
  {
    country: "NG",
    locale: "en",
    weight: 6,
    given: "Chidi Ngozi Tunde Amina Emeka Folake Ibrahim Adaeze Segun Hauwa",
    family: "Okonkwo Adeyemi Balogun Eze Bello Nwosu Ogunleye Musa Obi Lawal",
  },
  {
    country: "KE",
    locale: "en",
    weight: 4,
    given: "Wanjiru Otieno Achieng Kiprono Njeri Mwangi Halima Baraka Cherono Kamau",
    family: "Kariuki Odhiambo Kiplagat Mutua Wekesa Abdi Njoroge Omondi Chebet Kilonzo",
  },
  {
    country: "ZA",
    locale: "en",
    weight: 4,
    given: "Thandi Sipho Lerato Johan Nomvula Pieter Zanele Ayesha Kagiso Lindiwe",
    family: "Dlamini Nkosi Botha Mokoena Naidoo Khumalo Jacobs Mabaso Adams Molefe",
  },
  {
    country: "DE",
    locale: "en",
    weight: 6,
    given: "Anneliese Jonas Miriam Lukas Ayşe Felix Katrin Moritz Johanna Emre",
    family: "Schneider Weber Yılmaz Hoffmann Brandt Krüger Vogel Lehmann Schäfer Demir",
  },
  {
    country: "FR",
    locale: "en",
    weight: 4,
    given: "Camille Léo Amélie Youssef Juliette Hugo Manon Karim Élodie Baptiste",
    family: "Moreau Lefèvre Benali Girard Fontaine Roux Diallo Mercier Chevalier Haddad",
  },
  {
    country: "PL",
    locale: "en",
    weight: 3,
    given: "Zofia Jakub Agnieszka Piotr Kinga Tomasz Maja Wojciech",
    family: "Nowak Wiśniewska Zieliński Lewandowska Wójcik Mazur Kaczmarek Krawczyk",
  },
  {
    country: "BR",
    locale: "es",
    weight: 3,
    given: "Beatriz João Larissa Thiago Mariana Rafael Camila Caio",
    family: "Silva Santos Oliveira Pereira Ferreira Rocha Barbosa Teixeira",
  },
  {
    country: "PH",
    locale: "en",
    weight: 4,
    given: "Maria Jose Althea Miguel Jasmine Paolo Liza Ramon",
    family: "Santos Reyes Dela-Cruz Bautista Mendoza Villanueva Aquino Ramos",
  },
  {
    country: "JP",
    locale: "en",
    weight: 2,
    given: "Haruka Kenji Yuki Sakura Takumi Emi Daichi Naoko",
    family: "Tanaka Suzuki Nakamura Ito Kobayashi Mori Fujita Hayashi",
  },
  {
    country: "AU",
    locale: "en",
    weight: 5,
    given: "Matilda Jack Ruby Liam Kirra Angus Chloe Bao Isla Dimitri",
    family: "Wilson Nguyen Murray Papadopoulos Campbell Tran Fraser Watson Hill O’Brien",
  },
  {
    country: "SE",
    locale: "en",
    weight: 2,
    given: "Astrid Oskar Linnea Erik Freja Hassan Saga Nils",
    family: "Lindqvist Johansson Bergström Ali Nyström Ekman Sandberg Holm",
  },
  {
    country: "EG",
    locale: "en",
    weight: 2,
    given: "Salma Omar Nour Mahmoud Dina Youssef Heba Karim",
    family: "Hassan Mansour Farouk Sayed Khalil Aziz Shaheen Nasser",
  },
  {
    country: "TR",
    locale: "en",
    weight: 3,
    given: "Zeynep Mert Elif Burak Defne Cem Selin Okan",
    family: "Kaya Demir Şahin Çelik Arslan Doğan Koç Aydın",
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
const IN_COUNTRY: Record<string, string> = {
  GB: "hotmail.co.uk yahoo.co.uk btinternet.com",
  ES: "hotmail.es yahoo.es telefonica.net",
  MX: "live.com.mx yahoo.com.mx prodigy.net.mx",
  AR: "yahoo.com.ar hotmail.com.ar fibertel.com.ar",
  IN: "rediffmail.com yahoo.co.in",
  DE: "gmx.de web.de t-online.de",
  FR: "orange.fr free.fr yahoo.fr",
  PL: "wp.pl o2.pl",
  BR: "uol.com.br hotmail.com.br",
  JP: "yahoo.co.jp docomo.ne.jp",
  AU: "bigpond.com live.com.au",
};

/** Reserved for examples (RFC 2606). */
const RESERVED = ["example.com", "example.com", "example.org", "example.net"];

export type Person = {
  id: string;
  /** No such mailbox exists: whatever is sent to the sample crowd, by accident too, reaches nobody. */
  address: string;
  /** The domain that figures know this person by. Sample figures from reserved domains alone would show a single provider. */
  emailDomain: string;
  name: string;
  country: string;
  locale: Locale;
};

/** The nth person of the sample crowd. */
export function makePerson(number: number, dice: Dice): Person {
  const place = dice.weigh(PLACES);
  const given = dice.pick(place.given.split(" "));
  const family = dice.pick(place.family.split(" ")).replace("-", " ");
  const local = IN_COUNTRY[place.country];
  return {
    id: fixedId("supporter", String(number)),
    address: `supporter-${number}@${dice.pick(RESERVED)}`,
    emailDomain:
      local && dice.chance(FROM_HERE) ? dice.pick(local.split(" ")) : dice.weigh(EVERYWHERE).domain,
    name: `${given} ${family}`,
    country: place.country,
    locale: place.locale,
  };
}
