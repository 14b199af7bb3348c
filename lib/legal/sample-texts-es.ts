import type { LEGAL_PAGES } from "@/db/schema";

/** The Spanish sample texts. They say the same as the English ones. */
export const SAMPLE_TEXTS_ES: Record<(typeof LEGAL_PAGES)[number], string> = {
  privacy: `
## Quién es responsable

{organisation}, {address}

Representante: {representative}

Preguntas sobre tus datos y solicitudes: {privacyEmail}

## Qué guardamos cuando firmas

- Lo que escribes: tu nombre, tu correo electrónico y, si los indicas, tu país, tu código postal y un comentario.
- Lo que eliges: si el público ve tu nombre, si lo recibe la persona o entidad a quien va dirigida la petición, y si quieres noticias.
- El texto exacto que firmaste, las frases que aceptaste y cuándo.
- El artículo, el lugar dentro de él y el enlace compartido por los que llegaste.

Tu dirección se guarda cifrada. Mientras no confirmes por correo, tu firma no cuenta y no se muestra a nadie.

## Por qué podemos hacerlo

Una firma puede revelar una opinión política. La tratamos porque lo has aceptado expresamente (artículos 6.1.a y 9.2.a del Reglamento General de Protección de Datos). Puedes retirar tu consentimiento cuando quieras. Lo hecho antes sigue siendo lícito.

## Quién ve tus datos

- **El público** no ve ni tu nombre ni tu país, salvo que elijas mostrar tu nombre. Un comentario solo se muestra después de que lo leamos.
- **A quien va dirigida la petición** recibe tu nombre y tu país solo si tú lo eliges. Si no, eres una firma más en la cuenta.
- **Nuestro equipo**, en la medida en que su trabajo lo exige. Cada consulta de una firma y cada exportación quedan registradas.
- **Nuestro proveedor de correo** recibe tu dirección y el texto de nuestros correos, para entregarlos.

{recipients}

No vendemos datos, y ninguna red publicitaria o social se entera por este sitio de tu visita.

## Cuánto tiempo guardamos los datos

{retention}

Después queda la cuenta, pero nadie puede saber ya que firmaste.

## Qué no hacemos

Este sitio no tiene rastreadores y no carga nada de otras empresas. No guarda tu dirección IP: para contar una sola vez a cada visitante de un enlace o de un artículo conservamos un resumen con clave, y esa clave se borra en menos de 48 horas. Las únicas cookies son las que necesitas: una después de firmar, para que puedas escribir el código de nuestro correo, otra durante una hora después de confirmar, para que encuentres tu enlace y tu recibo, y las de tu propia página y las de nuestro equipo. También tu propio navegador recuerda lo que escribes y lo que has firmado.

## Qué puedes pedir

Puedes ver tus datos, llevártelos, corregirlos, pedir que se borren, retirar tu consentimiento y oponerte. Todo esto puedes hacerlo por tu cuenta y sin registrarte: [abre tus firmas](/es/me) con el enlace que te enviamos. También puedes escribirnos. Respondemos en un plazo de 30 días.

Puedes reclamar ante una autoridad de protección de datos, por ejemplo la del país donde vives.
`,
  imprint: `
{organisation}

{address}

Representante: {representative}

Registro: {registration}

Correo: {email}

Teléfono: {phone}

Responsable del contenido: {organisation}, {address}
`,
  accessibility: `
{organisation} quiere que todo el mundo pueda leer y firmar aquí. Esta declaración se refiere a {site}.

## Hasta qué punto es accesible este sitio

El sitio está hecho para cumplir el nivel AA de las Pautas de Accesibilidad para el Contenido Web 2.2. Puede usarse solo con el teclado, con un lector de pantalla, ampliado, en colores claros y oscuros, y sin scripts. Ningún formulario caduca mientras escribes y ninguno tiene acertijos.

Lo basamos en pruebas automáticas de cada página y en nuestras propias revisiones. Aún no se ha hecho una prueba independiente.

## Qué no es accesible todavía

Las imágenes de los artículos son tan accesibles como las hayan descrito sus autores.

## Cuéntanoslo

Si algo no te funciona, escribe a {email} y di en qué página fue. Respondemos en un plazo de 30 días.

Si nuestra respuesta no te satisface, puedes acudir al organismo que vela por la accesibilidad en tu país.
`,
  contact: `
Escribe a {organisation}, {address}

Correo: {email}

Teléfono: {phone}

Tus datos y solicitudes sobre ellos: {privacyEmail}

Un problema de seguridad: {securityEmail}

¿Quieres ver, cambiar o retirar una firma? No hace falta que nos escribas: [abre tus firmas](/es/me).
`,
  about: `
{organisation} publica artículos y acompaña cada uno de algo que puede hacer quien lo lee.

Lees un artículo. Dentro hay una petición. La firmas sin perder el hilo, confirmas por correo y se la pasas a alguien a quien también le importa. Tu firma cuenta una vez, y solo si la has confirmado.

El programa de este sitio se llama Groundswell. Es de código abierto. No tiene rastreadores.

Quiénes somos: {organisation}, {address}
`,
};
