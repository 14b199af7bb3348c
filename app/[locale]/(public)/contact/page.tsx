import { legalMetadata } from "@/app/_legal/legal-metadata";
import { LegalPage } from "@/app/_legal/legal-page";

type Props = PageProps<"/[locale]/contact">;

export const generateMetadata = ({ params }: Props) => legalMetadata(params, "contact");

export default function ContactPage({ params }: Props) {
  return <LegalPage params={params} page="contact" />;
}
